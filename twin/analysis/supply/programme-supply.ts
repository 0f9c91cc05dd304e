import type { Programme, ProgrammeDemand } from '../../model/programme.ts'
import type { ProgrammeStatus } from '../build-out/programme-status.ts'
import { readinessOf } from '../build-out/readiness.ts'
import { type Demand, levelAt, POOLED, USUAL_PRIORITY } from './demand.ts'
import { poolOfHandOver, type SupplyNow, type SupplyStep } from './supply-against-demand.ts'

/**
 * What the schedule hands over after the data date, by pools. What is handed over already is there, and is in what is counted there. Power that no test of level 5 shows is in none of
 * it, and what a package without a place hands over belongs to nobody's supply.
 */
export function programmeSupply(status: ProgrammeStatus): readonly SupplyStep[] {
  return pooled(status, ({ isBuilt }) => !isBuilt)
}

/**
 * Area that is handed over already, by pools, and that as much of it is taken: nobody says what of it is free, so nothing is promised of it.
 */
export function areaNow(status: ProgrammeStatus): readonly SupplyNow[] {
  const areas = new Map<string, SupplyNow>()
  for (const step of pooled(status, ({ isBuilt, measure }) => isBuilt && measure === 'area'))
    areas.set(step.place, { ...step, amount: (areas.get(step.place)?.amount ?? 0) + step.amount })
  return [...areas.values()].map(({ amount, measure, place }) => ({ amount, measure, place }))
}

type Ready = ReturnType<typeof readinessOf>['steps'][number]

function pooled(status: ProgrammeStatus, wanted: (step: Ready) => boolean): readonly SupplyStep[] {
  const { activities, packages } = status.programme
  const places = new Map(packages.map(({ id, place }) => [id, place]))
  const named = new Map(activities.map(({ handsOver, id }) => [id, handsOver?.place]))
  return readinessOf(status).steps.flatMap((step): readonly SupplyStep[] => {
    const measure = POOLED.find((one) => one === step.measure)
    const place = poolOfHandOver(named.get(step.activity), places.get(step.package))
    if (!measure || place === undefined || !wanted(step)) return []
    return [{ day: step.day, amount: step.amount, activity: step.activity, place, measure }]
  })
}

/** What the programme's own rows ask for, less what the demands that each includes ask for on the same days. */
export function programmeDemands({ dataDate, demand = [] }: Programme, others: readonly Demand[]): readonly Demand[] {
  const coming = demand.filter(({ until }) => until === undefined || until > dataDate)
  return coming.flatMap((row) =>
    POOLED.flatMap((measure): readonly Demand[] => {
      const amount = row[measure]
      if (amount === undefined) return []
      const included = others.filter((one) => one.measure === measure && row.includes?.includes(one.id))
      return [{ ...lineFields(row), measure, levels: lessIncluded(row, amount, included) }]
    }),
  )
}

function lineFields(row: ProgrammeDemand): Omit<Demand, 'measure' | 'levels'> {
  const { from, id, made, name, nameSr, place, priority = USUAL_PRIORITY, source } = row
  return {
    ...{ id, name, place, from, priority, source, kind: 'programme' },
    ...(nameSr !== undefined && { nameSr }),
    ...(made !== undefined && { made }),
  }
}

function lessIncluded({ from, until }: ProgrammeDemand, amount: number, included: readonly Demand[]): Demand['levels'] {
  const days = included.flatMap(({ levels }) => levels.map(({ day }) => day))
  const inside = days.filter((day) => day > from && (until === undefined || day < until))
  const levels = [...new Set([from, ...inside])].sort().map((day) => ({
    day,
    amount: Math.max(
      0,
      included.reduce((left, one) => left - levelAt(one.levels, day), amount),
    ),
  }))
  return until === undefined ? levels : [...levels, { day: until, amount: 0 }]
}
