import type { CoolingFailure, Overheat } from '../cooling/cooling-failure.ts'
import type { FailureAnswer, Overload } from '../failover/answer.ts'
import type { BatteryEnd, Failure } from '../failover/failure.ts'

/** How many devices a list of a summary holds at most: a person reads the first ones, and counts tell the rest. */
export const MOST_LISTED = 500

/** What becomes of the devices of one rack, or of a cooler. */
export interface PlaceFate {
  readonly path: string
  readonly down: number
  readonly throttled: number
  readonly exposed: number
}

/** What becomes of a service, by its devices. */
export interface ServiceFate {
  readonly service: string
  readonly down: number
  readonly throttled: number
  readonly exposed: number
}

/** A thing of which the loss would take down devices that did not rest on it alone before. */
export interface SinglePoint {
  readonly path: string
  readonly devices: number
}

export interface AnswerCounts {
  readonly down: number
  readonly throttled: number
  readonly exposed: number
  readonly overloads: number
  readonly trips: number
  /** Watts that what is down no longer gets, of what is known. */
  readonly wattsDown: number
}

/** An answer of which lists of devices are cut short, with the whole of it by rack and by service. */
export interface AnswerSummary extends FailureAnswer {
  readonly counts: AnswerCounts
  readonly places: readonly PlaceFate[]
  readonly services: readonly ServiceFate[]
  /** Network devices that are down, with the ports that they offered; of how many of them nobody knows these. */
  readonly network: { readonly devices: number; readonly ports: number; readonly unknown: number }
  /** What devices that had more rest on alone now, those with the most devices first. */
  readonly singlePoints: readonly SinglePoint[]
  /** Rooms that lose cooling, the soonest too warm first. */
  readonly overheats: readonly Overheat[]
}

export interface FailureSummary {
  readonly lost: readonly string[]
  /** What would open even if nothing failed; of the devices that are down by that the first. */
  readonly before: Failure['before']
  readonly atOnce: AnswerSummary
  readonly later:
    | { readonly afterSeconds: number; readonly ends: readonly EndSummary[]; readonly answer: AnswerSummary }
    | undefined
}

/** Batteries that are empty, with what that takes down: lists are cut short, counts hold all. */
export interface EndSummary extends BatteryEnd {
  readonly counts: Pick<AnswerCounts, 'down' | 'throttled' | 'wattsDown'>
}

/**
 * The same answer in a size that a page takes: the loss of a site is counted rack by rack, not listed device by device.
 * @param placeOf the rack of a device; what stands by itself is its own place
 */
export function failureSummary(
  { lost, before, atOnce, later }: Failure,
  cooling: CoolingFailure,
  placeOf: (path: string) => string,
): FailureSummary {
  return {
    lost,
    before: { ...before, down: before.down.slice(0, MOST_LISTED) },
    atOnce: answerSummary(withCoolers(atOnce, cooling.overloads.atOnce), cooling.atOnce, placeOf),
    later: later && {
      afterSeconds: later.afterSeconds,
      ends: later.ends.map(endSummary),
      answer: answerSummary(withCoolers(later.answer, cooling.overloads.later), cooling.later ?? [], placeOf),
    },
  }
}

/** Overloaded coolers are overloads too. */
function withCoolers(answer: FailureAnswer, coolers: readonly Overload[]): FailureAnswer {
  return { ...answer, overloads: [...answer.overloads, ...coolers] }
}

function answerSummary(
  answer: FailureAnswer,
  overheats: readonly Overheat[],
  placeOf: (path: string) => string,
): AnswerSummary {
  const { down, exposed, overloads, throttled, trips } = answer
  const places = new Map<string, Mutable<PlaceFate>>()
  const services = new Map<string, Mutable<ServiceFate>>()
  for (const [fate, list] of [
    ['down', down],
    ['throttled', throttled],
    ['exposed', exposed],
  ] as const) {
    for (const { path, service } of list) {
      const place = placeOf(path)
      const there = held(places, place, () => ({ path: place, ...NONE }))
      there[fate]++
      if (service !== undefined) held(services, service, () => ({ service, ...NONE }))[fate]++
    }
  }
  return {
    ...answer,
    down: down.slice(0, MOST_LISTED),
    throttled: throttled.slice(0, MOST_LISTED),
    exposed: exposed.slice(0, MOST_LISTED),
    overloads: overloads.slice(0, MOST_LISTED),
    counts: {
      down: down.length,
      throttled: throttled.length,
      exposed: exposed.length,
      overloads: overloads.length,
      trips: trips.length,
      wattsDown: wattsOf(down),
    },
    places: [...places.values()],
    network: networkOf(down),
    singlePoints: singlePointsOf(exposed),
    overheats: [...overheats].sort((one, other) => urgency(one) - urgency(other)),
    services: [...services.values()].sort((one, other) => worth(other) - worth(one)),
  }
}

function endSummary({ down, throttled, ...end }: BatteryEnd): EndSummary {
  return {
    ...end,
    counts: { down: down.length, throttled: throttled.length, wattsDown: wattsOf(down) },
    down: down.slice(0, MOST_LISTED),
    throttled: throttled.slice(0, MOST_LISTED),
  }
}

/** Of what is known. */
function wattsOf(fates: FailureAnswer['down']): number {
  return fates.reduce((sum, { watts }) => sum + (Number.isNaN(watts) ? 0 : watts), 0)
}

function networkOf(down: FailureAnswer['down']): AnswerSummary['network'] {
  const ports = down.flatMap((fate) => fate.ports ?? [])
  const known = ports.filter((number) => !Number.isNaN(number))
  const sum = known.reduce((total, number) => total + number, 0)
  return { devices: ports.length, ports: sum, unknown: ports.length - known.length }
}

function singlePointsOf(exposed: FailureAnswer['exposed']): readonly SinglePoint[] {
  const devices = new Map<string, number>()
  for (const { restsOn } of exposed) for (const path of restsOn) devices.set(path, (devices.get(path) ?? 0) + 1)
  const points = [...devices].map(([path, count]) => ({ path, devices: count }))
  return points.sort((one, other) => other.devices - one.devices).slice(0, MOST_LISTED)
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

function held<T>(map: Map<string, T>, key: string, make: () => T): T {
  const there = map.get(key) ?? make()
  map.set(key, there)
  return there
}

const NONE = { down: 0, throttled: 0, exposed: 0 }

function worth({ down, exposed, throttled }: ServiceFate): number {
  return down * 1e12 + throttled * 1e6 + exposed
}

/** Rooms that stay within their limit come last, and before them those of which nobody knows. */
function urgency({ passes, seconds }: Overheat): number {
  return passes === 'never' ? Number.MAX_VALUE : passes === 'unknown' ? Number.MAX_VALUE / 2 : seconds
}
