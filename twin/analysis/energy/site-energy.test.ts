import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import type { EnergyTerms } from '../../model/energy-terms.ts'
import type { Site, Thing } from '../../model/things.ts'
import { epochMs, wattHours } from '../../model/units.ts'
import { localClock, monthIn, startOfDayIn } from './local-time.ts'
import type { PowerSpan } from './measured-energy.ts'
import { emissionFactorOver, tariffOver } from './rates.ts'
import { siteFigures } from './site-energy.ts'
import { siteMetering } from './site-metering.ts'
import { sumEnergy } from './sum-energy.ts'

const HOUR = 3_600_000
const BELGRADE = 'Europe/Belgrade'
const OCTOBER = monthIn(BELGRADE, '2026-10')

/** Makes a roof of what the builder calls a generator. */
const SOLAR: object = { kind: 'solar' }

/** Grid, two UPS, two feeds, a rack with two rack PDUs and a server. */
function chain(change: (estate: PowerEstate) => PowerEstate = (estate) => estate) {
  const estate = new PowerEstate().utility('grid').rack('hall/rack')
  for (const side of ['a', 'b']) {
    estate.ups(`ups-${side}`, { from: 'grid' }).feed(`feed-${side}`, { from: `ups-${side}` })
    estate.pdu(`hall/rack/pdu-${side}`, { from: `feed-${side}` })
  }
  return change(estate.device('hall/rack/server', ['hall/rack/pdu-a', 'hall/rack/pdu-b'], 300)).build()
}

/** Figures of October where the named things draw so many watts all the time, or as said. */
function figures(
  watts: Readonly<Record<string, number | readonly PowerSpan[]>>,
  {
    estate = chain(),
    energy,
    ...span
  }: { estate?: ReturnType<typeof chain>; energy?: EnergyTerms } & Partial<typeof OCTOBER> = {},
) {
  const { from, to } = { ...OCTOBER, ...span }
  const site = { ...(estate.find('s') as Site), ...(energy && { energy }) }
  const metering = siteMetering(estate, site, (thing: Thing) =>
    watts[thing.path.slice(2)] === undefined ? [] : [thing.index],
  )
  return siteFigures(
    site,
    metering,
    ({ path }) => {
      const read = watts[path.slice(2)] ?? []
      return typeof read === 'number' ? [{ from, to, watts: read }] : read
    },
    from,
    to,
  )
}
const GRID = { grid: 1300 }
const PDUS = { 'hall/rack/pdu-a': 400, 'hall/rack/pdu-b': 600 }

describe('the category', () => {
  it('is that of the deepest level where meters cover all IT', () => {
    const ups = { 'ups-a': 450, 'ups-b': 650 }
    expect(figures({ ...GRID, ...ups, ...PDUS, 'hall/rack/server': 950 })).toMatchObject({
      category: 3,
      pue: 1300 / 950,
    })
    expect(figures({ ...GRID, ...ups, ...PDUS })).toMatchObject({
      category: 2,
      pue: 1.3,
      meters: { imported: 1, it: 2 },
    })
    const { 'hall/rack/pdu-b': _, ...oneSide } = PDUS
    expect(figures({ ...GRID, ...ups, ...oneSide })).toMatchObject({ category: 1, pue: 1300 / 1100 })
  })

  it('is 2 as well where the feed of a rack PDU without a meter has one, and nothing is counted twice', () => {
    expect(figures({ ...GRID, 'hall/rack/pdu-a': 400, 'feed-b': 600, 'feed-a': 410 })).toMatchObject({
      category: 2,
      pue: 1.3,
    })
  })

  it('falls to a level whose meters did read where one of a deeper level read nothing', () => {
    const read = { ...GRID, 'ups-a': 450, 'ups-b': 650, 'hall/rack/pdu-a': 400, 'hall/rack/pdu-b': [] }
    expect(figures(read).category).toBe(1)
  })

  it('is not 1 where a rack PDU has a way around every UPS', () => {
    const estate = chain((more) => more.feed('raw', { from: 'grid' }).pdu('hall/rack/pdu-c', { from: 'raw' }))
    const told = figures({ ...GRID, 'ups-a': 450, 'ups-b': 650 }, { estate })
    expect(told).toMatchObject({ category: null, pue: null, absent: { pue: { why: 'it-not-metered' } } })
  })
})

describe('what is not metered', () => {
  it('makes the figures null with the reason and the place', () => {
    expect(figures(PDUS)).toMatchObject({
      pue: null,
      cost: null,
      absent: { pue: { why: 'grid-not-metered', paths: ['s/grid'] }, cost: { why: 'grid-not-metered' } },
    })
    expect(figures({ ...GRID, ...PDUS, grid: [] }).absent.pue).toEqual({
      why: 'grid-without-readings',
      paths: ['s/grid'],
    })
    expect(figures({ ...GRID, 'hall/rack/pdu-a': 0, 'hall/rack/pdu-b': 0 }).absent.pue?.why).toBe('it-draws-nothing')
  })

  it('a roof without a meter is not the same as no roof; a generator without one is taken as having stood still', () => {
    const roof = chain((estate) => estate.generator('roof', SOLAR))
    expect(figures({ ...GRID, ...PDUS }, { estate: roof })).toMatchObject({
      ...{ pue: null, ref: null, siteEnergy: null },
      absent: { pue: { why: 'solar-not-metered', paths: ['s/roof'] }, ref: { why: 'solar-not-metered' } },
    })
    // 1,300 W of the grid and 200 W of the roof over 1,000 W.
    expect(figures({ ...GRID, ...PDUS, roof: 200 }, { estate: roof })).toMatchObject({ pue: 1.5, ref: 200 / 1500 })
    const standby = chain((estate) => estate.generator('set'))
    const told = figures({ ...GRID, ...PDUS }, { estate: standby })
    expect(told.pue).toBe(1.3)
    expect(told.assumed).toContain('generators-stood-still')
  })

  it('a ratio below 1 is refused: something feeds the racks that nobody measures', () => {
    expect(figures({ ...PDUS, grid: 700 })).toMatchObject({ pue: null, absent: { pue: { why: 'less-than-it' } } })
  })

  it('export at the grid is taken off: 1,000 W in half of the month, 200 W out in the other half, 900 W of the roof', () => {
    const estate = chain((more) => more.generator('roof', SOLAR))
    const middle = epochMs((OCTOBER.from + OCTOBER.to) / 2)
    const grid = [
      { from: OCTOBER.from, to: middle, watts: 1000 },
      { from: middle, to: OCTOBER.to, watts: -200 },
    ]
    const pdus = { 'hall/rack/pdu-a': 500, 'hall/rack/pdu-b': 500 }
    // (500 + 900 − 100) over 1,000.
    expect(figures({ ...pdus, grid, roof: 900 }, { estate }).pue).toBeCloseTo(1.3, 9)
  })

  it('of less than half of the period there are ratios, with their coverage, and no sums', () => {
    const day = [{ from: OCTOBER.from, to: epochMs(OCTOBER.from + 24 * HOUR), watts: 1300 }]
    const told = figures({ ...PDUS, grid: day })
    expect(told).toMatchObject({ cost: null, carbonKilograms: null, imported: null, siteEnergy: null })
    expect(told.pue).toBeCloseTo(1.3, 9)
    expect(told.coverage).toBeCloseTo(24 / 745, 9)
    expect(told.absent.cost?.why).toBe('little-measured')
    // All of the IT was measured.
    expect(told.itEnergy).toBeCloseTo(745_000, 6)
  })

  it('a period of no length has no figure', () => {
    const told = figures({ ...GRID, ...PDUS }, { from: OCTOBER.from, to: OCTOBER.from })
    expect(told).toMatchObject({ pue: null, cost: null, absent: { pue: { why: 'no-time' }, cost: { why: 'no-time' } } })
  })
})

describe('terms of a site', () => {
  it('are assumed by name where nobody set them', () => {
    const told = figures({ ...GRID, ...PDUS })
    expect(told.assumed).toEqual(['tariff', 'emission-factor', 'renewable'])
    // October has 745 hours in Belgrade: 968.5 kWh at 0.1593.
    expect(told.cost).toBeCloseTo(154.28, 2)
    expect(told.tariff).toMatchObject({ currency: 'EUR', assumed: true })
    expect(told.absent.wue).toEqual({ why: 'water-not-set', paths: [] })
  })

  it('as set: price, factor, certificates and water by hand', () => {
    const energy = {
      tariff: { currency: 'RSD', prices: [{ from: '2026-01-01', perKilowattHour: 12, origin: 'contract' }] },
      emissionFactors: [{ from: '2026-01-01', perKilowattHour: 0.5, origin: 'supplier' }],
      renewable: { share: 0.4, origin: 'certificates' },
      water: [{ from: '2026-10-01', to: '2026-11-01', cubicMetres: 1.49, origin: 'invoice' }],
    }
    const told = figures({ ...GRID, ...PDUS }, { energy })
    expect(told.assumed).toEqual([])
    expect(told.cost).toBeCloseTo(968.5 * 12, 6)
    expect(told.carbonKilograms).toBeCloseTo(484.25, 6)
    expect(told.cue).toBeCloseTo(0.65, 9)
    expect(told.ref).toBeCloseTo(0.4, 9)
    // 1,490 l over 745 kWh.
    expect(told.wue).toBeCloseTo(2, 9)
  })

  it('a night price counts by the clock of the site, over midnight, and by what was drawn', () => {
    const bands = [{ from: '22:00', to: '06:00', perKilowattHour: 0.1 }]
    const tariff = { currency: 'EUR', prices: [{ from: '2026-10-01', perKilowattHour: 0.2, bands, origin: 'list' }] }
    const day = startOfDayIn(BELGRADE, '2026-10-05')
    const hours = Array.from({ length: 24 }, (_, hour) => ({
      from: epochMs(day + hour * HOUR),
      to: epochMs(day + (hour + 1) * HOUR),
      watts: hour === 23 || hour === 5 ? 2000 : 1000,
    }))
    // 8 hours by night with 10 kWh, 16 by day with 16 kWh.
    expect(tariffOver(tariff, BELGRADE, hours)?.perKilowattHour).toBeCloseTo((10 * 0.1 + 16 * 0.2) / 26, 12)
    const before = [{ from: epochMs(day - 10 * 24 * HOUR), to: epochMs(day - 9 * 24 * HOUR), watts: 1 }]
    expect(tariffOver(tariff, BELGRADE, before)).toBeUndefined()
    const factors = [{ from: '2026-10-06', perKilowattHour: 0.5, origin: 'late' }]
    expect(emissionFactorOver(factors, BELGRADE, hours)).toBeUndefined()
  })
})

describe('days and months of a place', () => {
  it('October 2026 has 745 hours in Belgrade, March 743, and a day begins where its clock says midnight', () => {
    expect((OCTOBER.to - OCTOBER.from) / HOUR).toBe(745)
    const march = monthIn(BELGRADE, '2026-03')
    expect((march.to - march.from) / HOUR).toBe(743)
    expect(monthIn('Asia/Kolkata', '2026-12')).toEqual({
      from: Date.parse('2026-11-30T18:30:00Z'),
      to: Date.parse('2026-12-31T18:30:00Z'),
    })
    expect(localClock(BELGRADE)(startOfDayIn(BELGRADE, '2026-10-25'))).toEqual({ day: '2026-10-25', minute: 0 })
  })
})

describe('the sum of meters', () => {
  const meter = fc.record({
    energy: fc.double({ min: 0, max: 1e9, noNaN: true }).map(wattHours),
    coverage: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })

  it('of one covered whole and one by half: 100 kWh and 2 × 50 kWh, of which three quarters were measured', () => {
    const meters = [
      { energy: wattHours(100_000), coverage: 1 },
      { energy: wattHours(50_000), coverage: 0.5 },
    ]
    const { energy, coverage } = sumEnergy(meters)
    expect(coverage).toBe(0.75)
    expect(energy / coverage).toBe(200_000)
  })

  it('is covered no better than its best meter, however little it measured', () => {
    expect(sumEnergy([{ energy: wattHours(5e-324), coverage: 0.1176 }]).coverage).toBe(0.1176)
  })

  it('brought to the whole period is the sum of its meters so brought, in any order, and one silent meter makes it unknown', () => {
    fc.assert(
      fc.property(fc.array(meter, { minLength: 1, maxLength: 20 }), (meters) => {
        const { energy, coverage } = sumEnergy(meters)
        const whole = meters.reduce((sum, one) => sum + one.energy / one.coverage, 0)
        expect(energy / coverage).toBeCloseTo(whole, -Math.log10(Math.max(1, whole)) + 9)
        expect(coverage).toBeLessThanOrEqual(Math.max(...meters.map((one) => one.coverage)) + 1e-9)
        expect(sumEnergy([...meters].reverse()).coverage).toBeCloseTo(coverage, 9)
        expect(sumEnergy([...meters, { energy: wattHours(0), coverage: 0 }]).coverage).toBe(0)
      }),
    )
  })
})
