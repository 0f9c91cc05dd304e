import type { ThingPath } from '../../model/path.ts'
import type { Unit } from '../../model/quantity.ts'
import type { EpochMs } from '../../model/units.ts'

export type Severity = 'warning' | 'critical'

/**
 * The states of ISA-18.2 / IEC 62682 that the first form knows. `unacknowledged` and `acknowledged`: the condition holds;
 * `returned-unacknowledged`: it has gone and nobody has seen it; `normal`: it has gone and been seen, the alarm is history.
 */
export type AlarmState = 'unacknowledged' | 'acknowledged' | 'returned-unacknowledged' | 'normal'

/** One occurrence of a rule on a subject. Immutable: a transition makes a new one. */
export interface Alarm {
  readonly id: string
  /** AlarmRule.id */
  readonly rule: string
  readonly severity: Severity
  readonly state: AlarmState
  /** '' for the system itself. */
  readonly path: ThingPath | ''
  readonly point: string | null
  /** What tripped it and the limit it went beyond; null where there is no number. */
  readonly value: number | null
  readonly limit: number | null
  readonly unit: Unit | null
  readonly since: EpochMs
  readonly until: EpochMs | null
  readonly acknowledgedBy: string | null
  readonly acknowledgedAt: EpochMs | null
  readonly note: string | null
}

/** Does its condition hold? */
export function isActive(alarm: Alarm): boolean {
  return alarm.state === 'unacknowledged' || alarm.state === 'acknowledged'
}

/** What is seen of a subject at an instant. */
export interface Observation {
  /** Undefined: the condition does not hold. */
  readonly severity: Severity | undefined
  readonly value: number | null
  readonly limit: number | null
  readonly at: EpochMs
}

/**
 * The alarm after an observation; the same object when nothing changed. One that got worse must be acknowledged anew, one that got
 * better keeps its acknowledgement. A condition that returns before anybody has seen it wakes the same alarm.
 * @param fresh makes the alarm of a subject that has none, or whose last one is history
 */
export function observe(
  alarm: Alarm | undefined,
  seen: Observation,
  fresh: () => Pick<Alarm, 'id' | 'rule' | 'path' | 'point' | 'unit'>,
): Alarm | undefined {
  const { severity, value, limit, at } = seen
  if (alarm === undefined || alarm.state === 'normal') {
    if (severity === undefined) return alarm
    const untold = { until: null, acknowledgedBy: null, acknowledgedAt: null, note: null }
    return { ...fresh(), severity, state: 'unacknowledged', value, limit, since: at, ...untold }
  }
  if (severity === undefined) {
    if (!isActive(alarm)) return alarm
    return { ...alarm, state: alarm.state === 'acknowledged' ? 'normal' : 'returned-unacknowledged', until: at }
  }
  if (alarm.state === 'returned-unacknowledged') {
    return { ...alarm, severity, state: 'unacknowledged', value, limit, since: at, until: null }
  }
  if (severity === alarm.severity) return alarm
  if (severity === 'warning') return { ...alarm, severity, value, limit }
  return { ...alarm, severity, value, limit, state: 'unacknowledged', acknowledgedBy: null, acknowledgedAt: null }
}

/** Somebody has seen it. Undefined where there is nothing to acknowledge: it is acknowledged already, or history. */
export function acknowledge(alarm: Alarm, by: string, note: string | null, at: EpochMs): Alarm | undefined {
  if (alarm.state !== 'unacknowledged' && alarm.state !== 'returned-unacknowledged') return undefined
  const state = alarm.state === 'unacknowledged' ? 'acknowledged' : 'normal'
  return { ...alarm, state, acknowledgedBy: by, acknowledgedAt: at, note }
}
