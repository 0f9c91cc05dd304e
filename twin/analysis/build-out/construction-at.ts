import type { CommissioningLevel, StageGate } from '../../model/programme.ts'

/** How far a place is on a day. */
export interface Construction {
  readonly state: 'planned' | 'under-construction' | 'commissioned'
  /** Of its works, from 0 to 1, that are done by then; weighed by how long each lasts. */
  readonly share: number
  /** Calendar days by which it misses what was agreed or is due, as far as that is known then; 0 where it does not. */
  readonly late: number
  /** When its works begin or began; null where it has none that are told. */
  readonly since: string | null
  /** When it is or was ready to be used. */
  readonly ready: string
}

/** What is asked of a work package. */
interface PlacedPackage {
  readonly id: string
  readonly place: string | null
  readonly places?: readonly string[] | undefined
}

/** What is asked of an activity; days are ISO. */
export interface BuildingActivity {
  readonly id: string
  readonly package: string
  readonly kind: 'task' | 'milestone' | 'level-of-effort'
  readonly start: string
  readonly finish: string
  readonly done: number | null
  readonly started: string | null
  readonly finished: string | null
  readonly reported: { readonly at: string } | null
  readonly gate?: StageGate | undefined
  readonly level?: CommissioningLevel | number | undefined
  readonly handsOver?: object | undefined
  readonly due: string | null
  readonly baselines: Readonly<Record<string, readonly [string, string]>>
}

/** A programme with its dates, as the answer about the build-out has them. */
export interface DatedProgramme {
  readonly dataDate: string
  /** What late is measured against; what is due where it is null, or has nothing of an activity. */
  readonly baseline: string | null
  /** When each was set: what stood then is not in it, and stands for it all the same. */
  readonly baselines?: readonly { readonly id: string; readonly set: string }[] | undefined
  readonly packages: readonly PlacedPackage[]
  readonly activities: readonly BuildingActivity[]
}

const DAY_MS = 86_400_000

/**
 * What stands, what is being built and what is yet to come at the end of a day, by the path of each place that a work package names. Until the data date that
 * is what was reported, after it what the schedule leads to. Where several packages build at one place, it is under construction as long as one of them is,
 * and stands as soon as one of them is ready.
 *
 * @param dates id of a baseline, to see what it wanted; the schedule as it is where it is left out
 */
export function constructionAt(
  programme: DatedProgramme,
  day: string,
  dates?: string,
): ReadonlyMap<string, Construction> {
  const byPackage = new Map<string, BuildingActivity[]>()
  const set = programme.baselines?.find(({ id }) => id === dates)?.set ?? ''
  for (const activity of programme.activities) {
    const row = dates === undefined ? activity : asPlanned(activity, dates, set)
    if (!row) continue
    const own = byPackage.get(row.package)
    if (own) own.push(row)
    else byPackage.set(row.package, [row])
  }
  const known: Known = { day, dataDate: programme.dataDate, against: dates === undefined ? programme.baseline : null }
  const byPlace = new Map<string, Part[]>()
  for (const { id, place, places = [] } of programme.packages) {
    const activities = byPackage.get(id)
    if (!activities) continue
    const part = partOf(activities, known)
    for (const path of new Set([...(place === null ? [] : [place]), ...places])) {
      const parts = byPlace.get(path)
      if (parts) parts.push(part)
      else byPlace.set(path, [part])
    }
  }
  return new Map([...byPlace].map(([path, parts]) => [path, merged(parts)]))
}

interface Known {
  readonly day: string
  readonly dataDate: string
  readonly against: string | null
}

/** A package, and what its share weighs. */
interface Part extends Construction {
  readonly weight: number
}

function asPlanned(activity: BuildingActivity, baseline: string, set: string): BuildingActivity | undefined {
  const planned = activity.baselines[baseline]
  if (!planned) return activity.finished !== null && activity.finished <= set ? activity : undefined
  const [start, finish] = planned
  return { ...activity, start, finish, done: null, started: null, finished: null, reported: null }
}

function partOf(activities: readonly BuildingActivity[], known: Known): Part {
  const works = activities.filter(isWork)
  const building = works.filter(({ gate }) => gate === 'construction')
  const begins = (building.length > 0 ? building : works).map(({ start, started }) => started ?? start)
  const since = begins.length > 0 ? begins.reduce(earlier) : null
  const ends = deciding(activities)
  const ready = ends.map(endOf).reduce(later)
  const { day } = known
  const isReady = ready <= day
  const state = isReady ? 'commissioned' : since !== null && since <= day ? 'under-construction' : 'planned'
  const weight = works.reduce((sum, work) => sum + lengthOf(work), 0)
  const gone = works.reduce((sum, work) => sum + lengthOf(work) * goneBy(work, known), 0)
  const share = isReady ? 1 : state === 'planned' || weight === 0 ? 0 : gone / weight
  return { state, share, late: Math.max(0, ...ends.map((end) => missed(end, known))), since, ready, weight }
}

/** Work on the place itself: no design, no permit, nothing that is made elsewhere. */
function isWork({ gate, kind, level }: BuildingActivity): boolean {
  return kind === 'task' && (gate === undefined || gate === 'construction') && level !== 1
}

/** By which of its activities a package is ready: hand-overs, operation and the tests of all systems; all of it where it has none of them. */
function deciding(activities: readonly BuildingActivity[]): readonly BuildingActivity[] {
  const ends = activities.filter(
    ({ gate, handsOver, level }) => gate === 'operation' || level === 5 || handsOver !== undefined,
  )
  return ends.length > 0 ? ends : activities
}

/** Done by the end of a day: in steps of what was reported until the data date, evenly between them and after it. */
function goneBy(activity: BuildingActivity, { day, dataDate }: Known): number {
  const { done, finish, finished, reported, start, started } = activity
  const [from, until] = [started ?? start, finished ?? finish]
  if (day >= until) return 1
  if (day < from) return 0
  if (finished !== null || reported === null || started === null || done === null) return between(from, until, day)
  if (day <= reported.at) return done * between(from, reported.at, day)
  if (day <= dataDate) return done
  return done + (1 - done) * daysFrom(dataDate, day) * (1 / Math.max(1, daysFrom(dataDate, until)))
}

/** The share of days gone by of those from one to another, both of them in it. */
function between(from: string, until: string, day: string): number {
  return Math.min(1, (daysFrom(from, day) + 1) / (daysFrom(from, until) + 1))
}

/** What an end misses: before the data date nobody is asked what was foreseen then, so only what had gone by counts. */
function missed(activity: BuildingActivity, { against, dataDate, day }: Known): number {
  const wanted = (against === null ? undefined : activity.baselines[against]?.[1]) ?? activity.due
  if (wanted === null) return 0
  const end = endOf(activity)
  return Math.max(0, daysFrom(wanted, day < dataDate && day < end ? day : end))
}

function merged(parts: readonly Part[]): Construction {
  const state = (['under-construction', 'commissioned', 'planned'] as const).find((one) =>
    parts.some((part) => part.state === one),
  ) as Construction['state']
  const own = parts.filter((part) => part.state === state)
  const weight = own.reduce((sum, part) => sum + part.weight, 0)
  const gone = own.reduce((sum, part) => sum + part.share * part.weight, 0)
  const begins = own.flatMap(({ since }) => since ?? [])
  return {
    state,
    share: state === 'under-construction' && weight > 0 ? gone / weight : state === 'commissioned' ? 1 : 0,
    late: Math.max(...parts.map(({ late }) => late)),
    since: begins.length > 0 ? begins.reduce(earlier) : null,
    ready: own.map(({ ready }) => ready).reduce(later),
  }
}

function endOf({ finish, finished }: BuildingActivity): string {
  return finished ?? finish
}

function lengthOf({ finish, finished, start, started }: BuildingActivity): number {
  return Math.max(1, daysFrom(started ?? start, finished ?? finish) + 1)
}

function daysFrom(from: string, until: string): number {
  return Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS)
}

function earlier(one: string, other: string): string {
  return one < other ? one : other
}

function later(one: string, other: string): string {
  return one > other ? one : other
}
