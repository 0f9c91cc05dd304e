import fc from 'fast-check'
import { PowerEstate } from './power-estate.ts'

/** What decides a random chain: numbers from 0 to 1, read one after another. */
function drawnFrom(numbers: readonly number[]): {
  readonly upTo: (most: number) => number
  readonly share: () => number
} {
  let at = 0
  const share = () => numbers[at++ % numbers.length] ?? 0
  return { share, upTo: (most) => Math.min(most - 1, Math.floor(share() * most)) }
}

interface Sizes {
  readonly sources: number
  readonly ups: number
  readonly feeds: number
  readonly pdus: number
  readonly devices: number
}

/**
 * Any chain that the loader would take: sources, units, feeds and rack PDUs drawing from one or two of the layer before, some with a changeover; devices with
 * one to four cords; breakers that may be too small.
 *
 * @param rating amperes of the feeds at least and at most; of the UPS in kilowatts
 */
export function randomPowerEstate(rating: readonly [number, number] = [6, 200]): fc.Arbitrary<PowerEstate> {
  const sizes: fc.Arbitrary<Sizes> = fc.record({
    sources: fc.integer({ min: 1, max: 3 }),
    ups: fc.integer({ min: 1, max: 4 }),
    feeds: fc.integer({ min: 1, max: 6 }),
    pdus: fc.integer({ min: 1, max: 8 }),
    devices: fc.integer({ min: 1, max: 12 }),
  })
  const numbers = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 40, maxLength: 200 })
  return fc.tuple(sizes, numbers).map(([size, drawn]) => chain(size, drawn, rating))
}

function chain(size: Sizes, numbers: readonly number[], [least, most]: readonly [number, number]): PowerEstate {
  const { share, upTo } = drawnFrom(numbers)
  const estate = new PowerEstate()
  const from = (layer: string, count: number) => {
    const one = `${layer}-${upTo(count)}`
    const other = `${layer}-${upTo(count)}`
    const kind = share()
    if (kind < 0.5 || one === other) return { from: one }
    return kind < 0.75 ? { from: [one, other] } : { from: one, alternate: other }
  }
  for (let n = 0; n < size.sources; n++) share() < 0.3 ? estate.generator(`source-${n}`) : estate.utility(`source-${n}`)
  for (let n = 0; n < size.ups; n++) {
    estate.ups(`ups-${n}`, from('source', size.sources), {
      rating: 1000 * (least + (most - least) * share()),
      efficiency: 0.9 + 0.1 * share(),
    })
  }
  for (let n = 0; n < size.feeds; n++) {
    const single = share() < 0.3 ? { phase: 'single', line: `l${upTo(3) + 1}` } : {}
    const figures = { amperage: least + (most - least) * share(), derating: share() < 0.5 ? 1 : 0.8 }
    estate.feed(`feed-${n}`, from('ups', size.ups), { ...single, ...figures })
  }
  const banks = [
    { name: 'b1', lines: 'l1', breaker: most, outlets: [1, 2] },
    { name: 'b2', lines: 'l2-l3', breaker: most, outlets: [3, 4] },
  ]
  for (let n = 0; n < size.pdus; n++) {
    estate.pdu(`pdu-${n}`, from('feed', size.feeds), { amperage: most, ...(share() < 0.5 ? { banks } : {}) })
  }
  for (let n = 0; n < size.devices; n++) {
    const cords = Array.from({ length: 1 + upTo(4) }, () => `pdu-${upTo(size.pdus)}#${1 + upTo(4)}`)
    const whenShort = share() < 0.3 ? 'throttles' : 'stops'
    estate.device(`device-${n}`, cords, 50 + 3000 * share(), 1 + upTo(cords.length), { whenShort })
  }
  return estate
}
