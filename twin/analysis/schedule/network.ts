import type { Activity, ActivityNetwork, LinkType, WallMinute, WorkMinutes } from '../../model/programme.ts'
import { WorkClock } from './work-clock.ts'

/** What keeps a programme from being scheduled, all of it. */
export type NetworkFault =
  | { readonly kind: 'twice'; readonly activity: string }
  | { readonly kind: 'no-calendar'; readonly activity: string; readonly calendar: string }
  | { readonly kind: 'no-activity'; readonly link: number; readonly activity: string }
  /** Each waits for the one before it, and the first for the last. */
  | { readonly kind: 'cycle'; readonly activities: readonly string[] }

export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  constructor(readonly faults: readonly NetworkFault[]) {
    super(`the programme cannot be scheduled: ${faults.map(faultText).join('; ')}`)
  }
}

/** A network in columns, by numbers of its activities and links. */
export interface CompiledNetwork {
  readonly activities: readonly Activity[]
  readonly numberOf: ReadonlyMap<string, number>
  readonly clocks: readonly WorkClock[]
  /** Clock of each activity. */
  readonly clockOf: Int32Array
  /** Activities so that each comes after those that it waits for. */
  readonly order: Int32Array
  readonly links: CompiledLinks
  /** Where the links into each activity begin in `into`; one more at the end. */
  readonly firstInto: Int32Array
  readonly into: Int32Array
  /** The same of links out of each. */
  readonly firstOut: Int32Array
  readonly out: Int32Array
  readonly dataDate: WallMinute
  readonly deadline: WallMinute | undefined
}

export interface CompiledLinks {
  readonly from: Int32Array
  readonly to: Int32Array
  readonly types: readonly LinkType[]
  readonly lag: Float64Array
  readonly clock: Int32Array
}

/** Tables of work begin so long before all dates, since float may be negative. */
const LEAD_MINUTES = 3 * 366 * 1_440

/** @throws NetworkError with every fault of ids and links; after these every cycle that can be told apart */
export function compileNetwork(network: ActivityNetwork): CompiledNetwork {
  const { activities, calendars, dataDate, deadline } = network
  const numberOf = new Map<string, number>()
  const faults: NetworkFault[] = []
  const clockNumbers = new Map(calendars.map(({ id }, number) => [id, number]))
  for (const [number, { calendar, id }] of activities.entries()) {
    if (numberOf.has(id)) faults.push({ kind: 'twice', activity: id })
    numberOf.set(id, number)
    if (!clockNumbers.has(calendar)) faults.push({ kind: 'no-calendar', activity: id, calendar })
  }
  for (const [link, { from, lagCalendar, to }] of network.links.entries()) {
    for (const activity of [from, to]) if (!numberOf.has(activity)) faults.push({ kind: 'no-activity', link, activity })
    if (lagCalendar !== undefined && !clockNumbers.has(lagCalendar))
      faults.push({ kind: 'no-calendar', activity: from, calendar: lagCalendar })
  }
  if (faults.length > 0) throw new NetworkError(faults)
  const begin = (Math.min(dataDate, ...earliestDates(activities)) - LEAD_MINUTES) as WallMinute
  const links = holdingLinks(network, numberOf)
  const clockOf = Int32Array.from(activities, ({ calendar }) => clockNumbers.get(calendar) ?? 0)
  const from = Int32Array.from(links, (link) => numberOf.get(link.from) ?? 0)
  const to = Int32Array.from(links, (link) => numberOf.get(link.to) ?? 0)
  const compiledLinks: CompiledLinks = {
    ...{ from, to, types: links.map(({ type }) => type), lag: Float64Array.from(links, ({ lag }) => lag) },
    clock: Int32Array.from(links, ({ lagCalendar }, link) =>
      lagCalendar === undefined ? (clockOf[from[link] ?? 0] ?? 0) : (clockNumbers.get(lagCalendar) ?? 0),
    ),
  }
  const [firstInto, into] = byEnd(to, activities.length)
  const [firstOut, out] = byEnd(from, activities.length)
  const order = orderOf(activities, { firstInto, firstOut, out, to, into, from })
  const clocks = calendars.map((calendar) => new WorkClock(calendar, begin))
  return {
    ...{ activities, numberOf, clocks, clockOf, order, links: compiledLinks },
    ...{ firstInto, into, firstOut, out, dataDate, deadline },
  }
}

/** The remaining work of each activity: all of it, or what is left. */
export function remainingWork(activities: readonly Activity[]): Float64Array {
  return Float64Array.from(activities, ({ duration, progress }) =>
    progress ? (progress.finished === undefined ? progress.remaining : (0 as WorkMinutes)) : duration,
  )
}

/** Nothing waits for a level of effort, but for another one. */
function holdingLinks({ activities, links }: ActivityNetwork, numberOf: ReadonlyMap<string, number>) {
  const isEffort = (id: string) => activities[numberOf.get(id) ?? -1]?.kind === 'level-of-effort'
  return links.filter(({ from, to }) => !isEffort(from) || isEffort(to))
}

function* earliestDates(activities: readonly Activity[]): Generator<number> {
  for (const { constraints, progress } of activities) {
    if (progress) yield progress.started
    for (const { at } of constraints) yield at
  }
}

/** Numbers of links by one of their ends. */
function byEnd(ends: Int32Array, count: number): readonly [Int32Array, Int32Array] {
  const first = new Int32Array(count + 1)
  for (const end of ends) first[end + 1] = (first[end + 1] ?? 0) + 1
  for (let at = 0; at < count; at++) first[at + 1] = (first[at + 1] ?? 0) + (first[at] ?? 0)
  const next = first.slice()
  const sorted = new Int32Array(ends.length)
  for (const [link, end] of ends.entries()) {
    const place = next[end] ?? 0
    sorted[place] = link
    next[end] = place + 1
  }
  return [first, sorted]
}

interface Ends {
  readonly firstInto: Int32Array
  readonly into: Int32Array
  readonly firstOut: Int32Array
  readonly out: Int32Array
  readonly from: Int32Array
  readonly to: Int32Array
}

function orderOf(activities: readonly Activity[], ends: Ends): Int32Array {
  const { firstInto, firstOut, out, to } = ends
  const waits = Int32Array.from(activities, (_, at) => (firstInto[at + 1] ?? 0) - (firstInto[at] ?? 0))
  const order = new Int32Array(activities.length)
  let filled = 0
  for (const [at, count] of waits.entries()) if (count === 0) order[filled++] = at
  for (let read = 0; read < filled; read++) {
    const at = order[read] ?? 0
    for (let place = firstOut[at] ?? 0; place < (firstOut[at + 1] ?? 0); place++) {
      const next = to[out[place] ?? 0] ?? 0
      const left = (waits[next] ?? 0) - 1
      waits[next] = left
      if (left === 0) order[filled++] = next
    }
  }
  if (filled < activities.length) throw new NetworkError(cyclesIn(activities, waits, ends))
  return order
}

/** One cycle for each knot of activities that wait for each other: who goes back along waiting ones must come around. */
function cyclesIn(activities: readonly Activity[], waits: Int32Array, ends: Ends): NetworkFault[] {
  const faults: NetworkFault[] = []
  const seen = new Set<number>()
  for (const [begin, count] of waits.entries()) {
    if (count === 0 || seen.has(begin)) continue
    const path: number[] = []
    let at = begin
    while (!seen.has(at)) {
      seen.add(at)
      path.push(at)
      at = blockerOf(at, waits, ends)
    }
    const around = path.indexOf(at)
    if (around < 0) continue
    const ids = path.slice(around).map((number) => activities[number]?.id ?? '')
    faults.push({ kind: 'cycle', activities: ids.reverse() })
  }
  return faults
}

function blockerOf(at: number, waits: Int32Array, { firstInto, from, into }: Ends): number {
  for (let place = firstInto[at] ?? 0; place < (firstInto[at + 1] ?? 0); place++) {
    const before = from[into[place] ?? 0] ?? 0
    if ((waits[before] ?? 0) > 0) return before
  }
  return at
}

function faultText(fault: NetworkFault): string {
  switch (fault.kind) {
    case 'twice':
      return `two activities are called ${fault.activity}`
    case 'no-calendar':
      return `${fault.activity} works by ${fault.calendar}, which is no calendar`
    case 'no-activity':
      return `link ${fault.link + 1} names ${fault.activity}, which is no activity`
    case 'cycle':
      return `each waits for the one before it: ${[...fault.activities, fault.activities[0]].join(', ')}`
  }
}
