import { describe, expect, test } from 'vitest'
import { day, report, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { ThingPath } from '../../model/path.ts'
import type { PendingPlan, Reservation } from '../../model/reservation.ts'
import type { RackUnits, Ratio, SquareMetres, Watts } from '../../model/units.ts'
import { smallEstate } from '../../server/testing/small-estate.ts'
import { type ProgrammeStatus, programmeStatus } from '../build-out/programme-status.ts'
import { Capacities } from '../capacity/capacity.ts'
import type { Forecast } from '../forecast/forecast.ts'
import { declaredLoads } from '../power/declared-loads.ts'
import { powerGraph } from '../power/power-graph.ts'
import { reservedDemands } from './reserved-demands.ts'
import { estateSupply, type SupplySources, supplyDemands } from './supply-of.ts'
import { useOfSite } from './use-now.ts'

const estate = smallEstate()

function demandsOf(status: ProgrammeStatus, sources: SupplySources) {
  return supplyDemands(status, estateSupply(sources, status.programme.dataDate), sources.estate)
}

const site = 'belgrade' as ThingPath
const RACK = 'belgrade/hall-1/row-a/rack-01' as ThingPath
const graph = powerGraph(estate)
const thing = estate.find(site)
if (!thing) throw new Error('no site')
const capacity = new Capacities(estate, graph, declaredLoads(estate, graph)).of(thing)
const now = { place: site, name: 'Belgrade', capacity, forecast: undefined }
const today = day('2026-11-26')

const reserved = (id: string, from: string, until?: string): Reservation => ({
  ...{ id, name: id, by: 'planner', made: day('2026-10-01'), from: day(from) },
  ...(until !== undefined && { until: day(until) }),
  devices: ['one', 'two'].map((name) => ({
    ...{ rack: RACK, name, position: 20 as RackUnits, face: 'front' as const, cords: [] },
    is: { figures: { units: 1 as RackUnits, watts: 500 as Watts } },
  })),
})

describe('what is reserved and planned', () => {
  test('is the watts of devices that do not stand yet, from their first day to their last, and no rack where something stands', () => {
    const demands = reservedDemands(
      estate,
      { reservations: [reserved('r1', '2027-01-01', '2027-07-01')], plans: [] },
      today,
    )
    expect(demands).toMatchObject([
      {
        ...{ id: 'r1', kind: 'reservation', place: 'belgrade', measure: 'power', from: '2027-01-01' },
        levels: [
          { day: '2027-01-01', amount: 1_000 },
          { day: '2027-07-01', amount: 0 },
        ],
      },
    ])
  })

  test('leaves out what is over, and takes plans as they are', () => {
    const plan: PendingPlan = {
      ...{ id: 'p1', name: 'Ministry', by: 'planner', made: today, place: 'belgrade/hall-1' as ThingPath },
      ...{ watts: 4_000 as Watts, from: day('2027-03-01') },
    }
    const demands = reservedDemands(
      estate,
      { reservations: [reserved('r1', '2026-01-01', '2026-11-26')], plans: [plan] },
      today,
    )
    expect(demands).toMatchObject([{ id: 'p1', kind: 'plan', levels: [{ day: '2027-03-01', amount: 4_000 }] }])
  })
})

describe('what is used', () => {
  test('is held as it is where nothing is foretold', () => {
    // Six racks with a server of 400 W each.
    expect(useOfSite(now, estate, today).map(({ levels, measure }) => [measure, levels])).toEqual([
      ['power', [{ day: '2026-11-26', amount: 2_400 }]],
      ['racks', [{ day: '2026-11-26', amount: 6 }]],
    ])
  })

  test('grows by what the forecast adds to the level of today, each four weeks by their mean', () => {
    const first = Date.UTC(2026, 10, 27)
    const days = Array.from({ length: 60 }, (_, at) => ({
      at: first + at * 86_400_000,
      p10: 0,
      p50: 1_000 + at,
      p90: 0,
    }))
    const forecast = { kind: 'forecast', level: 1_000, days } as unknown as Forecast
    const [power] = useOfSite({ ...now, forecast }, estate, today)
    // Days 0 to 27 have a mean of 13.5 W more, days 28 to 55 one of 41.5; the last four are no month.
    expect(power?.levels).toEqual([
      { day: '2026-11-26', amount: 2_400 },
      { day: '2026-11-27', amount: 2_413.5 },
      { day: '2026-12-25', amount: 2_441.5 },
    ])
  })
})

describe('what is handed over', () => {
  const programme = smallProgramme({
    dataDate: day('2026-10-20'),
    packages: [{ id: 'block', name: 'Block', source: 'assumed', place: 'belgrade/growth' as ThingPath }],
    reports: ['build', 'fit'].map((id) =>
      report(id, '2026-10-16', { done: 1 as Ratio, started: day('2026-09-07'), finished: day('2026-10-16') }),
    ),
  })
  const nothing = { plans: [], reservations: [] }

  test('adds to the site of its package once it is to come; what is built is there, and its area is taken', () => {
    const {
      demands,
      now: there,
      steps,
    } = demandsOf(programmeStatus(programme), { estate, sites: [], reserved: nothing })
    expect(steps).toMatchObject([{ place: 'belgrade', measure: 'power', amount: 1e6, activity: 'fit' }])
    expect(there).toEqual([{ place: 'belgrade', measure: 'area', amount: 100 }])
    expect(demands).toMatchObject([
      { kind: 'forecast', name: 'Belgrade', nameSr: 'Београд', measure: 'area', levels: [{ amount: 100 }] },
    ])
  })

  test('adds to the place that it names', () => {
    const district = 'belgrade/district' as ThingPath
    const activities = programme.activities.map((one) =>
      one.id === 'fit' ? { ...one, handsOver: { area: 100 as SquareMetres, place: district } } : one,
    )
    const status = programmeStatus({ ...programme, activities, reports: [] })
    expect(demandsOf(status, { estate, sites: [], reserved: nothing }).steps).toMatchObject([
      { place: 'belgrade/district', measure: 'area', amount: 100 },
    ])
  })

  test('the pending plan of the state cloud asks for what it adds to the watts of its site', () => {
    const plan = { site: 'belgrade', before: { watts: 900 }, after: { watts: 1_250 } } as never
    const status = programmeStatus(programme)
    const ask = (given: never) =>
      demandsOf(status, { estate, sites: [], reserved: nothing, cloud: { name: 'plan.json', plan: given } }).demands
    expect(ask(plan).find(({ kind }) => kind === 'state-cloud')).toMatchObject({
      ...{ id: 'state-cloud:plan.json', place: 'belgrade', from: '2026-10-20' },
      levels: [{ day: '2026-10-20', amount: 350 }],
    })
    const less = { site: 'belgrade', before: { watts: 900 }, after: { watts: 100 } } as never
    expect(ask(less).some(({ kind }) => kind === 'state-cloud')).toBe(false)
  })
})
