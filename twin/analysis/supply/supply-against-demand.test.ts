import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { days as workDays } from '../../kit/testing/office-calendar.ts'
import { day, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { ThingPath } from '../../model/path.ts'
import { programmeStatus } from '../build-out/programme-status.ts'
import type { Demand } from './demand.ts'
import { programmeDemands, programmeSupply } from './programme-supply.ts'
import { type SupplyNow, type SupplyStep, supplyAgainstDemand } from './supply-against-demand.ts'

const site = 'zajecar' as ThingPath
const wanted = (id: string, from: string, amount: number, more: Partial<Demand> = {}): Demand => ({
  ...{ id, name: id, kind: 'programme', place: site, measure: 'power', from: day(from), priority: 100 },
  ...{ source: 'assumed', levels: [{ day: day(from), amount }] },
  ...more,
})
const there = (amount: number): SupplyNow => ({ place: site, measure: 'power', amount })
const comes = (on: string, amount: number, activity = 'block'): SupplyStep => ({
  ...{ day: day(on), amount, activity, place: site, measure: 'power' },
})
const told = (unmet: ReturnType<typeof supplyAgainstDemand>['unmet']) =>
  unmet.map(({ demand: { id }, from, short, until, waitsFor }) => ({ id, from, until, short, waitsFor }))

describe('supply against demand', () => {
  test('a block that comes six weeks late leaves the service that was to move in without room, named with days and watts', () => {
    // 1 MW is ready on Friday 2026-10-23. 300 kW are free today; 800 kW are to come on 26 October: with the block 500 kW are left, without it 500 are short.
    const block = smallProgramme()
    const built = { ...block, packages: block.packages.map((one) => ({ ...one, place: site })) }
    const late = {
      ...built,
      activities: built.activities.map((one) =>
        one.id === 'build' ? { ...one, duration: workDays(20 + 6 * 5) } : one,
      ),
    }
    const demands = programmeDemands(
      {
        ...built,
        demand: [{ ...wanted('health-imaging', '2026-10-26', 0), power: 800_000 as never }],
      },
      [],
    )
    const hold = (programme: typeof built) =>
      told(
        supplyAgainstDemand(built.dataDate, [there(300_000)], programmeSupply(programmeStatus(programme)), demands)
          .unmet,
      )
    expect(hold(built)).toEqual([])
    // Six weeks of five days more: 4 December.
    expect(hold(late)).toEqual([
      {
        ...{ id: 'health-imaging', from: '2026-10-26', until: '2026-12-04', short: 500_000, waitsFor: 'fit' },
      },
    ])
  })

  test('serves who is first by day, then by priority, then by when it was asked for', () => {
    const { unmet } = supplyAgainstDemand(
      day('2027-01-01'),
      [there(100)],
      [comes('2027-06-01', 40, 'first-block'), comes('2027-09-01', 60, 'second-block')],
      [
        wanted('later', '2027-02-02', 50),
        wanted('urgent', '2027-02-01', 60, { priority: 1 }),
        wanted('asked-late', '2027-02-01', 50, { made: day('2026-12-01') }),
        wanted('asked-early', '2027-02-01', 40, { made: day('2026-11-01') }),
      ],
    )
    expect(told(unmet)).toEqual([
      { id: 'asked-late', from: '2027-02-01', until: '2027-09-01', short: 50, waitsFor: 'second-block' },
      { id: 'later', from: '2027-02-02', until: '2027-09-01', short: 50, waitsFor: 'second-block' },
    ])
    expect(unmet[0]?.shorts).toEqual([
      { day: '2027-02-01', amount: 50 },
      { day: '2027-06-01', amount: 10 },
      { day: '2027-09-01', amount: 0 },
    ])
  })

  test('growth of what is there never takes what was given before, and is short itself', () => {
    const use = wanted('use', '2027-01-01', 0, {
      kind: 'forecast',
      levels: [
        { day: day('2027-01-01'), amount: 50 },
        { day: day('2027-03-01'), amount: 80 },
      ],
    })
    const { pools, unmet } = supplyAgainstDemand(
      day('2027-01-01'),
      [there(100)],
      [],
      [use, wanted('service', '2027-02-01', 40)],
    )
    expect(told(unmet)).toMatchObject([{ id: 'use', from: '2027-03-01', short: 20 }])
    expect(pools[0]?.steps).toEqual([
      { day: '2027-01-01', supply: 100, demand: 50 },
      { day: '2027-02-01', supply: 100, demand: 90 },
      { day: '2027-03-01', supply: 100, demand: 120 },
    ])
  })

  test('a service whose time ends without room has none, and waits for nothing', () => {
    const levels = [
      { day: day('2027-02-01'), amount: 10 },
      { day: day('2027-05-01'), amount: 0 },
    ]
    const { unmet } = supplyAgainstDemand(
      day('2027-01-01'),
      [],
      [comes('2027-05-01', 50)],
      [wanted('show', '2027-02-01', 10, { levels })],
    )
    expect(told(unmet)).toEqual([{ id: 'show', from: '2027-02-01', until: undefined, short: 10, waitsFor: undefined }])
  })

  test('takes from the nearest place around that has a supply of its own, else from the site', () => {
    const hall = 'zajecar/new-hall' as ThingPath
    const { pools, unmet } = supplyAgainstDemand(
      day('2027-01-01'),
      [there(10)],
      [{ ...comes('2027-02-01', 5), place: hall }],
      [
        wanted('inside', '2027-03-01', 5, { place: 'zajecar/new-hall/row-a' as ThingPath }),
        wanted('beside', '2027-03-01', 12, { place: 'zajecar/old-hall' as ThingPath }),
      ],
    )
    expect(pools.map(({ place }) => place)).toEqual([site, hall])
    expect(told(unmet)).toMatchObject([{ id: 'beside', short: 2 }])
  })

  test('what includes a reservation asks for the rest of itself only', () => {
    const reservation = wanted('reserved', '2027-02-01', 30)
    const programme = smallProgramme({
      demand: [
        { ...wanted('project', '2027-01-01', 0), power: 100 as never, includes: ['reserved'] },
        { ...wanted('over', '2020-01-01', 0), power: 1 as never, until: day('2026-09-06') },
      ],
    })
    expect(programmeDemands(programme, [reservation])).toMatchObject([
      {
        id: 'project',
        levels: [
          { day: '2027-01-01', amount: 100 },
          { day: '2027-02-01', amount: 70 },
        ],
      },
    ])
  })
})

describe('whatever is there and is wanted', () => {
  const anyDay = fc
    .integer({ min: 0, max: 400 })
    .map((n) => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10))
  const anyLevels = fc
    .uniqueArray(fc.tuple(anyDay, fc.integer({ min: 0, max: 50 })), {
      minLength: 1,
      maxLength: 5,
      selector: ([on]) => on,
    })
    .map((levels) => levels.map(([on, amount]) => ({ day: day(on), amount })).sort((a, b) => (a.day < b.day ? -1 : 1)))
  const anyDemands = fc
    .array(fc.record({ levels: anyLevels, priority: fc.integer({ min: 0, max: 3 }), grows: fc.boolean() }), {
      maxLength: 8,
    })
    .map((list) =>
      list.map(({ grows, levels, priority }, at) =>
        wanted(`d${at}`, levels[0]?.day ?? '2027-01-01', 0, { levels, priority, kind: grows ? 'forecast' : 'plan' }),
      ),
    )
  const anySteps = fc.array(fc.tuple(anyDay, fc.integer({ min: 1, max: 60 })), { maxLength: 6 })
  const stepsOf = (list: readonly (readonly [string, number])[]) => list.map(([on, amount]) => comes(on, amount))
  const first = day('2027-01-01')
  const allDays = Array.from({ length: 420 }, (_, n) => new Date(Date.UTC(2027, 0, 1 + n)).toISOString().slice(0, 10))
  /** What each is short of on each day. */
  const shortsOf = (now: number, steps: readonly SupplyStep[], demands: readonly Demand[]) => {
    const { unmet } = supplyAgainstDemand(first, [there(now)], steps, demands)
    return (id: string, on: string) =>
      unmet
        .filter(({ demand }) => demand.id === id)
        .reduce((sum, { shorts }) => sum + (shorts.findLast(({ day: since }) => since <= on)?.amount ?? 0), 0)
  }
  const wantedOn = ({ levels }: Demand, on: string) => levels.findLast(({ day: since }) => since <= on)?.amount ?? 0

  test('no more is given out than there is, and all of that where it is wanted', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), anySteps, anyDemands, (now, list, demands) => {
        const steps = stepsOf(list)
        const short = shortsOf(now, steps, demands)
        for (const on of allDays.filter((_, n) => n % 7 === 0)) {
          const supply = steps.reduce((sum, step) => (step.day <= on ? sum + step.amount : sum), now)
          const all = demands.reduce((sum, one) => sum + wantedOn(one, on), 0)
          const missing = demands.reduce((sum, { id, ...one }) => {
            return sum + Math.min(short(id, on), wantedOn({ id, ...one }, on))
          }, 0)
          expect(all - missing).toBeCloseTo(Math.min(all, supply), 6)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a later hand-over, or less supply, never takes a name off the list nor shortens what it lacks', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        anySteps,
        anyDemands,
        fc.integer({ min: 0, max: 5 }),
        anyDay,
        fc.integer({ min: 0, max: 20 }),
        (now, list, demands, which, later, less) => {
          const steps = stepsOf(list)
          const delayed = steps.map((step, at) =>
            at === which && step.day < later ? { ...step, day: day(later) } : step,
          )
          const before = shortsOf(now, steps, demands)
          const after = shortsOf(now - Math.min(now, less), delayed, demands)
          for (const on of allDays.filter((_, n) => n % 7 === 0))
            for (const { id } of demands) expect(after(id, on)).toBeGreaterThanOrEqual(before(id, on) - 1e-6)
        },
      ),
      { numRuns: 60 },
    )
  })
})
