import type { Day } from '../../model/day.ts'
import type { ThingPath } from '../../model/path.ts'
import type { ReadyStep } from '../build-out/readiness.ts'
import { type Demand, type InLine, type Level, levelAt, lineOf, POOLED, type Pooled } from './demand.ts'

/** What is there on the day from which is counted. */
export interface SupplyNow {
  /** A site, or a place that a hand-over is for. */
  readonly place: ThingPath
  readonly measure: Pooled
  readonly amount: number
}

/** A hand-over, and whose supply it adds to. */
export interface SupplyStep extends Pick<ReadyStep, 'day' | 'amount' | 'activity'> {
  readonly place: ThingPath
  readonly measure: Pooled
}

/** What is there and what is wanted from a day on. */
export interface PoolStep {
  readonly day: Day
  readonly supply: number
  readonly demand: number
}

export interface Pool {
  readonly place: ThingPath
  readonly measure: Pooled
  readonly steps: readonly PoolStep[]
}

/** A demand that has no room, or not all of it, from a day until another that is in it no more. */
export interface Unmet {
  readonly demand: Demand
  /** Whose supply does not suffice. */
  readonly pool: ThingPath
  readonly from: Day
  /** Undefined where no room comes before the demand ends. */
  readonly until: Day | undefined
  /** The most that is wanted, and the most that is short, in that time. */
  readonly wanted: number
  readonly short: number
  /** What is short from each day on; nothing from the last one on, where it ends. */
  readonly shorts: readonly Level[]
  /** Id of the activity whose hand-over ends it; undefined where something else does, or nothing. */
  readonly waitsFor: string | undefined
}

export interface SupplyAgainstDemand {
  readonly pools: readonly Pool[]
  /** By day. */
  readonly unmet: readonly Unmet[]
}

/**
 * Holds what is there, with what is handed over, against what is wanted, by pools: what is wanted at a place is taken from the nearest place around it that has a supply of its own,
 * else from its site. On each day those that are in line first are served first, each with what those before it leave; so more supply, or an earlier hand-over, never takes from
 * anybody, and what is given out is never more than there is.
 * @param from the first day that is told
 */
export function supplyAgainstDemand(
  from: Day,
  now: readonly SupplyNow[],
  steps: readonly SupplyStep[],
  demands: readonly Demand[],
): SupplyAgainstDemand {
  const owners = new Set([...now.map(keyOf), ...steps.map(keyOf)])
  const placed = demands.map((demand) => ({ demand, pool: poolOf(demand.place, demand.measure, owners) }))
  const places = [
    ...new Set([...now, ...steps].map(({ place }) => place).concat(placed.map(({ pool }) => pool))),
  ].sort()
  const all = places.flatMap((place) => POOLED.map((measure) => ({ place, measure })))
  const held = all.flatMap((of) => {
    const own = <T extends { readonly place: ThingPath; readonly measure: Pooled }>(list: readonly T[]) =>
      list.filter((one) => one.place === of.place && one.measure === of.measure)
    const wanted = placed.flatMap(({ demand, pool }) =>
      pool === of.place && demand.measure === of.measure ? [demand] : [],
    )
    const [there, coming] = [own(now), own(steps)]
    return there.length + coming.length + wanted.length === 0 ? [] : [holdPool(of, from, there, coming, wanted)]
  })
  const unmet = held.flatMap((one) => one.unmet)
  unmet.sort((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from)))
  return { pools: held.map(({ pool }) => pool), unmet }
}

function keyOf({ measure, place }: { readonly place: ThingPath; readonly measure: Pooled }): string {
  return `${measure} ${place}`
}

/** The nearest place around one that has a supply of its own, else its site. */
function poolOf(place: ThingPath, measure: Pooled, owners: ReadonlySet<string>): ThingPath {
  const parts = place.split('/')
  for (let length = parts.length; length > 1; length--) {
    const above = parts.slice(0, length).join('/') as ThingPath
    if (owners.has(keyOf({ place: above, measure }))) return above
  }
  return (parts[0] ?? '') as ThingPath
}

/** The pool of a hand-over: the place that it names, else the site of what its package builds. */
export function poolOfHandOver(named: ThingPath | undefined, built: ThingPath | undefined): ThingPath | undefined {
  if (named !== undefined) return named
  return built === undefined ? undefined : ((built.split('/')[0] ?? '') as ThingPath)
}

function holdPool(
  of: Pick<Pool, 'place' | 'measure'>,
  from: Day,
  now: readonly SupplyNow[],
  steps: readonly SupplyStep[],
  demands: readonly Demand[],
): { readonly pool: Pool; readonly unmet: readonly Unmet[] } {
  const line = lineOf(demands)
  const changes = [...steps.map(({ day }) => day), ...demands.flatMap(({ levels }) => levels.map(({ day }) => day))]
  const days = [...new Set([from, ...changes.filter((day) => day > from)])].sort()
  const there = now.reduce((sum, { amount }) => sum + amount, 0)
  const supplies = days.map((day) => steps.reduce((sum, step) => (step.day <= day ? sum + step.amount : sum), there))
  const shorts = new Map(demands.map((demand) => [demand, days.map(() => 0)]))
  const totals = days.map((day, at) => serve(line, day, supplies[at] ?? 0, at, shorts))
  const pool = { ...of, steps: days.map((day, at) => ({ day, supply: supplies[at] ?? 0, demand: totals[at] ?? 0 })) }
  const unmet = [...shorts].flatMap(([demand, short]) => intervals(demand, of.place, days, short, steps))
  return { pool: { ...pool, steps: pool.steps.filter(isChange) }, unmet }
}

function isChange(step: PoolStep, at: number, all: readonly PoolStep[]): boolean {
  const before = all[at - 1]
  return !before || before.supply !== step.supply || before.demand !== step.demand
}

/** Gives out what there is on a day, and notes what each is short of. @returns all that is wanted */
function serve(
  line: readonly InLine[],
  day: Day,
  supply: number,
  at: number,
  shorts: ReadonlyMap<Demand, number[]>,
): number {
  let wanted = 0
  for (const { demand, levels } of line) {
    const amount = levelAt(levels, day)
    if (amount <= 0) continue
    wanted += amount
    const short = Math.min(amount, wanted - supply)
    const own = shorts.get(demand)
    if (short > LEAST && own) own[at] = (own[at] ?? 0) + short
  }
  return wanted
}

/** Less than a thousandth of a watt, a rack or a square metre is what sums of fractions leave. */
const LEAST = 1e-3

/** The times in which a demand is short, each from the first day of it. */
function intervals(
  demand: Demand,
  pool: ThingPath,
  days: readonly Day[],
  short: readonly number[],
  steps: readonly SupplyStep[],
): readonly Unmet[] {
  const found: Unmet[] = []
  for (const [first, from] of days.entries()) {
    if (!short[first] || short[first - 1]) continue
    const end = days.findIndex((_, at) => at > first && !short[at])
    const inside = days.slice(first, end < 0 ? undefined : end)
    const until = days[end]
    // It ended without ever having had room: nothing came for it.
    const isOver = until !== undefined && levelAt(demand.levels, until) <= 0
    const shorts = inside.map((day, at) => ({ day, amount: short[first + at] ?? 0 }))
    if (until !== undefined) shorts.push({ day: until, amount: 0 })
    found.push({
      ...{ demand, pool, from, until: isOver ? undefined : until, shorts },
      wanted: Math.max(...inside.map((day) => levelAt(demand.levels, day))),
      short: Math.max(...shorts.map(({ amount }) => amount)),
      waitsFor: isOver ? undefined : steps.findLast(({ day }) => day === until)?.activity,
    })
  }
  return found
}
