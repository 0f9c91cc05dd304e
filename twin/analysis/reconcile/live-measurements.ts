import type { Thing } from '../../model/things.ts'
import { figureRole } from '../rollup/figure-role.ts'
import type { Measurement } from './measurement.ts'

/** The newest good value of a point of a thing. */
export interface LiveValue {
  /** The point's name below its thing: `l1/current`. */
  readonly local: string
  readonly value: number
  readonly ageSeconds: number
}

const OUTLET = /^outlet-(\d+)\/(power|current)$/
const BANK = /^bank-(\d+)\/(power|current)$/

/**
 * What the points of a thing say of the power chain: its own load (a meter's is that of what it measures), a UPS's input, and of a rack PDU its banks and
 * outlets. Several inlets add up; lines make the whole where no total is measured. As old as the oldest value that went in.
 */
export function measurementsOf(thing: Thing, values: Iterable<LiveValue>): readonly Measurement[] {
  const path = thing.kind === 'meter' ? thing.measures : thing.path
  const total = new Total()
  const apparent = new Total()
  const linePower = new Total()
  const lineCurrent = new Total()
  const input = new Total()
  const found: Measurement[] = []
  for (const live of values) {
    const role = figureRole(thing, live.local)
    if (role?.figure === 'power') total.add(live)
    else if (role?.figure === 'apparent-power') apparent.add(live)
    else if (role?.figure === 'line-power') linePower.add(live)
    else if (role?.figure === 'line-current') lineCurrent.add(live)
    else if (thing.kind === 'ups' && live.local === 'input/power') input.add(live)
    else if (thing.kind === 'rack-pdu') found.push(...partOf(thing, live))
  }
  const best = [total, linePower, apparent, lineCurrent].find(({ values: { length } }) => length > 0)
  if (best) {
    const { ageSeconds, sum } = best
    if (best === lineCurrent) found.push({ path, amperes: best.values, ageSeconds })
    else found.push(best === apparent ? { path, voltAmperes: sum, ageSeconds } : { path, watts: sum, ageSeconds })
  }
  if (input.values.length > 0) found.push({ path, watts: input.sum, ageSeconds: input.ageSeconds, side: 'input' })
  return found
}

function partOf(
  { banks, path }: Extract<Thing, { kind: 'rack-pdu' }>,
  { ageSeconds, local, value }: LiveValue,
): readonly Measurement[] {
  const outlet = OUTLET.exec(local)
  if (outlet) return outlet[2] === 'power' ? [{ path, outlet: Number(outlet[1]), watts: value, ageSeconds }] : []
  const [, number, figure] = BANK.exec(local) ?? []
  const bank = banks[Number(number) - 1]
  if (!bank) return []
  if (figure === 'power') return [{ path, bank: bank.name, watts: value, ageSeconds }]
  return [{ path, bank: bank.name, amperes: [value], ageSeconds }]
}

class Total {
  readonly values: number[] = []
  ageSeconds = 0

  add({ ageSeconds, value }: LiveValue): void {
    this.values.push(value)
    this.ageSeconds = Math.max(this.ageSeconds, ageSeconds)
  }

  get sum(): number {
    return this.values.reduce((sum, value) => sum + value, 0)
  }
}
