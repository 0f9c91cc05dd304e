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
  const supplies = suppliesOn(days, there, steps)
  const shorts = new Map<Demand, Level[]>()
  let before: ReadonlyMap<Demand, number> = new Map()
  const totals = days.map((day, at) => {
    const { short, wanted } = serve(line, day, supplies[at] ?? 0)
    note(shorts, day, short, before)
    before = short
    return wanted
  })
  const all = days.map((day, at) => ({ day, supply: supplies[at] ?? 0, demand: totals[at] ?? 0 }))
  const unmet = demands.flatMap((demand) => intervals(demand, of.place, shorts.get(demand) ?? [], steps))
  return { pool: { ...of, steps: all.filter(isChange) }, unmet }
}

/** What there is on each day, in the order of days. */
function suppliesOn(days: readonly Day[], there: number, steps: readonly SupplyStep[]): readonly number[] {
  const inOrder = [...steps].sort((one, other) => (one.day < other.day ? -1 : Number(one.day > other.day)))
  let [sum, next] = [there, 0]
  return days.map((day) => {
    for (; (inOrder[next]?.day ?? NEVER) <= day; next++) sum += inOrder[next]?.amount ?? 0
    return sum
  })
}

const NEVER = '9999-12-31'

function isChange(step: PoolStep, at: number, all: readonly PoolStep[]): boolean {
  const before = all[at - 1]
  return !before || before.supply !== step.supply || before.demand !== step.demand
}

/** Gives out what there is on a day: all that is wanted, and what each is short of. */
function serve(line: readonly InLine[], day: Day, supply: number) {
  const short = new Map<Demand, number>()
  let wanted = 0
  for (const { demand, from, levels } of line) {
    // The line is by day: nobody after it wants anything yet.
    if (from > day) break
    const amount = levelAt(levels, day)
    if (amount <= 0) continue
    wanted += amount
    const own = Math.min(amount, wanted - supply)
    if (own > LEAST) short.set(demand, (short.get(demand) ?? 0) + own)
  }
  return { short, wanted }
}

/** Notes what each is short of from a day on, where that is not what it was before. */
function note(
  shorts: Map<Demand, Level[]>,
  day: Day,
  short: ReadonlyMap<Demand, number>,
  before: ReadonlyMap<Demand, number>,
): void {
  for (const demand of before.keys()) if (!short.has(demand)) shorts.get(demand)?.push({ day, amount: 0 })
  for (const [demand, amount] of short) {
    if (before.get(demand) === amount) continue
    const told = shorts.get(demand)
    if (told) told.push({ day, amount })
    else shorts.set(demand, [{ day, amount }])
  }
}

/** Less than a thousandth of a watt, a rack or a square metre is what sums of fractions leave. */
const LEAST = 1e-3

/** The times in which a demand is short, each from the first day of it. */
function intervals(
  demand: Demand,
  pool: ThingPath,
  shorts: readonly Level[],
  steps: readonly SupplyStep[],
): readonly Unmet[] {
  const found: Unmet[] = []
  for (const [first, { amount, day: from }] of shorts.entries()) {
    if (amount === 0 || (shorts[first - 1]?.amount ?? 0) > 0) continue
    const end = shorts.findIndex((one, at) => at > first && one.amount === 0)
    const told = shorts.slice(first, end < 0 ? undefined : end + 1)
    const until = shorts[end]?.day
    // It ended without ever having had room: nothing came for it.
    const isOver = until !== undefined && levelAt(demand.levels, until) <= 0
    const inside = demand.levels.filter(({ day }) => day > from && (until === undefined || day < until))
    found.push({
      ...{ demand, pool, from, until: isOver ? undefined : until, shorts: told },
      wanted: Math.max(levelAt(demand.levels, from), ...inside.map((level) => level.amount)),
      short: Math.max(...told.map((level) => level.amount)),
      waitsFor: isOver ? undefined : steps.findLast(({ day }) => day === until)?.activity,
    })
  }
  return found
}
