import { describe, expect, test } from 'vitest'
import type { ListedEstate } from '../../kit/testing/listed-estate.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { type ReleaseOptions, releasesOf } from './release.ts'

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

function released(estate: ListedEstate, name: string, changes: Partial<ReleaseOptions> = {}) {
  const place = estate.find(`s/${name}`)
  if (!place) throw new Error(`no ${name}`)
  return releasesOf(estate, place, { loadsOf: declaredLoads, p99: () => undefined, ...changes })
}

const line = (one: number, other: number) => Math.sqrt(one ** 2 + other ** 2 + one * other)

describe('a strip whose lines are uneven', () => {
  test('is released most by moving a big server from the full line to the empty bank', () => {
    const { binding, free, releases } = released(unevenStrip().build(), 'rack')
    // L1-L2 carries 6 · 450 VA / 208 V = 12.98 A, L2-L3 9.62 A: L2 has 19.64 A of 24 A.
    const now = line(2700 / 208, 2000 / 208)
    const perAmpere = Math.sqrt(3) * 208 * 0.95
    expect(binding).toBe('power')
    expect(free).toBeCloseTo((24 - now) * perAmpere, 3)
    // With one of them on L3-L1, L1 and L2 have 15.95 A each.
    const then = line(2700 / 208, 1000 / 208)
    expect(releases[0]).toMatchObject({
      what: 'rebalance a phase',
      from: { pdu: 's/rack/pdu', bank: 'b2' },
      to: { pdu: 's/rack/pdu', outlet: 17, bank: 'b3' },
    })
    expect(releases[0]?.device).toMatch(/big/)
    expect(releases[0]?.frees).toBeCloseTo((now - then) * perAmpere, 3)
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

test('nothing is proposed for power where something else binds', () => {
  const estate = new PowerEstate().utility('grid').rack('rack').pdu('rack/pdu', { from: 'grid' }, { amperage: 400 })
  for (let number = 1; number <= 3; number++) estate.device(`rack/server-${number}`, [`rack/pdu#${number}`], 50)
  expect(released(estate.build(), 'rack')).toMatchObject({ binding: 'space', releases: [] })
})
