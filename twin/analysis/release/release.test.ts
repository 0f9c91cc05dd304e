import { describe, expect, test } from 'vitest'
import type { ListedEstate } from '../../kit/testing/listed-estate.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { Capacities } from '../capacity/capacity.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import type { PowerLoads } from '../power/loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { type ReleaseOptions, type Releases, type ReleaseTry, releaseTries } from './release.ts'

/** 208 V between lines, 30 A derated to 24 A, as in domain.md, 13. */
const DELTA = { wiring: 'delta', voltage: 208, amperage: 30, derating: 0.8 }
const BANKS = [
  { name: 'b1', lines: 'l1-l2', breaker: 20, outlets: [1, 8] },
  { name: 'b2', lines: 'l2-l3', breaker: 20, outlets: [9, 16] },
  { name: 'b3', lines: 'l3-l1', breaker: 20, outlets: [17, 24] },
]

/** Six servers of 450 VA on L1-L2 and two of 1,000 VA on L2-L3, nothing on L3-L1. */
function unevenStrip(): PowerEstate {
  const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' }, DELTA)
  estate.pdu('rack/pdu', { from: 'feed' }, { amperage: 30, banks: BANKS })
  for (let number = 1; number <= 6; number++) estate.device(`rack/small-${number}`, [`rack/pdu#${number}`], 0.95 * 450)
  return estate.device('rack/big-1', ['rack/pdu#9'], 950).device('rack/big-2', ['rack/pdu#10'], 950)
}

function searched(
  estate: ListedEstate,
  name: string,
  changes: Partial<ReleaseOptions> = {},
  measured: Partial<PowerLoads> = {},
): { readonly found: Releases; readonly tries: readonly ReleaseTry[] } {
  const place = estate.find(`s/${name}`)
  if (!place) throw new Error(`no ${name}`)
  const graph = powerGraph(estate)
  const loads = { ...declaredLoads(estate, graph), ...measured }
  const capacities = new Capacities(estate, graph, loads)
  const search = releaseTries({ estate, graph, loads, capacities }, place, { p99: () => undefined, ...changes })
  const tries: ReleaseTry[] = []
  for (;;) {
    const { done, value } = search.next()
    if (done) return { found: value, tries }
    tries.push(value)
  }
}

const released = (estate: ListedEstate, name: string, changes: Partial<ReleaseOptions> = {}) =>
  searched(estate, name, changes).found

const line = (one: number, other: number) => Math.sqrt(one ** 2 + other ** 2 + one * other)

describe('a strip whose lines are uneven', () => {
  test('is released most by moving a big server from the full line to the empty bank', () => {
    const { binding, free, releases } = released(unevenStrip().build(), 'rack')
    // L1-L2 carries 6 · 450 VA / 208 V = 12.98 A, L2-L3 9.62 A: L2 has 19.64 A of 24 A.
    const now = line(2700 / 208, 2000 / 208)
    const perAmpere = Math.sqrt(3) * 208 * 0.95
    expect(binding).toBe('power')
    expect(free).toBeCloseTo((24 - now) * perAmpere, 3)
    // With one of them on L3-L1, L1 and L2 have 15.94 A each.
    const then = line(2700 / 208, 1000 / 208)
    expect(releases[0]).toMatchObject({
      what: 'rebalance a phase',
      from: { pdu: 's/rack/pdu', bank: 'b2' },
      to: { pdu: 's/rack/pdu', outlet: 17, bank: 'b3' },
    })
    expect(releases[0]?.device).toMatch(/big/)
    expect(releases[0]?.frees).toBeCloseTo((now - then) * perAmpere, 3)
  })

  test('tells what is full first after the act, with its figures after any single loss', () => {
    const [best] = released(unevenStrip().build(), 'rack').releases
    // L1 and L2 have 15.94 A each of the 24 A that the feed gives.
    expect(best?.full?.worst).toMatchObject({ unit: 'A', limit: 24 })
    expect(best?.full?.worst?.value).toBeCloseTo(line(2700 / 208, 1000 / 208), 6)
  })

  test('is searched a step a try, and says how many more there are', () => {
    const { found, tries } = searched(unevenStrip().build(), 'rack', { tries: 3 })
    expect(tries).toEqual([
      { done: 0, of: 3 },
      { done: 1, of: 3 },
      { done: 2, of: 3 },
    ])
    // Eight servers, each into two other banks.
    expect(found).toMatchObject({ tried: 3, promising: 16 })
  })

  test('is never told to do what takes a breaker beyond its limit', () => {
    // Bank b3 takes 8 A at a derating of 0.8 · 10 A; 950 VA more than 8 · 208 would not fit: 1,800 W on it already.
    const banks = BANKS.map((bank) => (bank.name === 'b3' ? { ...bank, breaker: 5 } : bank))
    const estate = new PowerEstate().utility('grid').rack('rack').feed('feed', { from: 'grid' }, DELTA)
    estate.pdu('rack/pdu', { from: 'feed' }, { amperage: 30, banks })
    for (let number = 1; number <= 6; number++)
      estate.device(`rack/small-${number}`, [`rack/pdu#${number}`], 0.95 * 450)
    estate.device('rack/big-1', ['rack/pdu#9'], 950).device('rack/big-2', ['rack/pdu#10'], 950)
    const { releases } = released(estate.build(), 'rack')
    // 1,000 VA are 4.81 A, beyond 0.8 · 5 A = 4 A; 450 VA are 2.16 A.
    expect(releases.filter(({ device }) => device.includes('big'))).toEqual([])
    expect(releases.some(({ device }) => device.includes('small'))).toBe(true)
  })
})

describe('a label', () => {
  test('that says more than is ever drawn is set right before anybody touches a cord', () => {
    const p99 = (device: string) => (device === 's/rack/big-1' ? 500 : undefined)
    const { releases } = released(unevenStrip().build(), 'rack', { p99 })
    expect(releases[0]).toMatchObject({ what: 'relabel', device: 's/rack/big-1', declared: 950, p99: 500 })
    const then = line(2700 / 208, (1000 + 500 / 0.95) / 208)
    const now = line(2700 / 208, 2000 / 208)
    expect(releases[0]?.frees).toBeCloseTo((now - then) * Math.sqrt(3) * 208 * 0.95, 3)
  })

  test('that says less than is drawn releases nothing', () => {
    const { releases } = released(unevenStrip().build(), 'rack', { p99: () => 5000 })
    expect(releases.map(({ what }) => what)).not.toContain('relabel')
  })
})

describe('a device with two cords', () => {
  /** Sides of two strips each; all on the first strips. */
  function fourStrips(): PowerEstate {
    const estate = new PowerEstate().utility('grid').rack('rack')
    for (const side of ['a', 'b'])
      for (const number of [1, 2]) {
        const single = { phase: 'single', line: 'l1', voltage: 230, voltageIs: 'line-to-neutral', amperage: 16 }
        estate.feed(`feed-${side}${number}`, { from: 'grid' }, single)
        estate.pdu(
          `rack/pdu-${side}${number}`,
          { from: `feed-${side}${number}` },
          { side, phase: 'single', amperage: 16 },
        )
      }
    for (const name of ['one', 'two']) estate.device(`rack/${name}`, ['rack/pdu-a1', 'rack/pdu-b1'], 1200)
    return estate
  }

  test('keeps its sides: a cord moves to another strip of the same side only', () => {
    const { releases } = released(fourStrips().build(), 'rack')
    for (const release of releases) {
      if (release.what === 'relabel') throw new Error('nothing is measured')
      expect(release.to.pdu.replace(/\d$/, '')).toBe(release.from.pdu.replace(/\d$/, ''))
      expect(release.to.pdu).not.toBe(release.from.pdu)
    }
  })
})

test('the cords of a device that is moved share alike again, whatever was measured on the old ones', () => {
  const estate = new PowerEstate().utility('grid').rack('rack')
  for (const side of ['a', 'b']) {
    estate.feed(`feed-${side}`, { from: 'grid' }, { ...DELTA, amperage: side === 'a' ? 30 : 63 })
    estate.pdu(`rack/pdu-${side}`, { from: `feed-${side}` }, { side, amperage: 63, banks: BANKS })
  }
  for (const outlet of [1, 2]) estate.device(`rack/small-${outlet}`, [`rack/pdu-a#${outlet}`], 950)
  const built = estate.device('rack/both', ['rack/pdu-a#3', 'rack/pdu-b#9'], 950).build()
  const even = searched(built, 'rack')
  // Measured: nine tenths of what it draws on side A.
  const uneven = searched(built, 'rack', {}, { cordWeights: Float64Array.of(1, 1, 9, 1) })
  const after = ({ found }: typeof even) =>
    found.free + (found.releases.find(({ device }) => device === 's/rack/both')?.frees ?? Number.NaN)
  expect(after(even)).toBeGreaterThan(even.found.free)
  expect(after(uneven)).toBeCloseTo(after(even), 6)
})

test('nothing is proposed for power where something else binds', () => {
  const estate = new PowerEstate().utility('grid').rack('rack').pdu('rack/pdu', { from: 'grid' }, { amperage: 400 })
  for (let number = 1; number <= 3; number++) estate.device(`rack/server-${number}`, [`rack/pdu#${number}`], 50)
  expect(released(estate.build(), 'rack')).toMatchObject({ binding: 'space', releases: [] })
})
