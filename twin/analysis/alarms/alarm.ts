import type { ThingPath } from '../../model/path.ts'
import type { Unit } from '../../model/quantity.ts'
import type { EpochMs } from '../../model/units.ts'

export type Severity = 'warning' | 'critical'

/**
 * What a condition and the people who see it make of an alarm, by ISA-18.2 / IEC 62682. `unacknowledged` and `acknowledged`: the
 * condition holds; `returned-unacknowledged`: it has gone and nobody has seen it; `normal`: it is over, the alarm is history.
 */
export type ConditionState = 'unacknowledged' | 'acknowledged' | 'returned-unacknowledged' | 'normal'

/** Who has put it away, why, and until when: then it comes back by itself. */
export interface Shelving {
  readonly by: string
  readonly reason: string
  readonly at: EpochMs
  readonly until: EpochMs
}

/** What an alarm follows from, which is told in its place. */
export interface Quieting {
  /**
   * `alarm`: another alarm is its root; `maintenance`: a work on something that it rests on; `out-of-service`: a work on the thing
   * itself.
   */
  readonly kind: 'alarm' | 'maintenance' | 'out-of-service'
  /** Of the alarm or the maintenance. */
  readonly id: string
}

/** What an alarm followed from, null where it spoke for itself, before that changed. */
export interface FormerQuieting {
  readonly quieted: Quieting | null
  /** When it changed. */
  readonly until: EpochMs
}

/** One occurrence of a rule on a subject. Immutable: a transition makes a new one. */
export interface Alarm {
  readonly id: string
  /** AlarmRule.id */
  readonly rule: string
  readonly severity: Severity
  readonly state: ConditionState
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
  /** Null where it is not put away. */
  readonly shelved: Shelving | null
  /** Null where it speaks for itself. */
  readonly quieted: Quieting | null
  /** Of the last few changes of `quieted` since the condition began what it was before each, oldest first; absent where there was none. */
  readonly quietedBefore?: readonly FormerQuieting[]
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
 * better keeps its acknowledgement. A condition that returns before anybody has seen it wakes the same alarm, and so does one that is
 * shelved. A consequence that goes is over: its root is what somebody must see. One that gets critical leaves its shelf.
 * @param fresh makes the alarm of a subject that has none, or whose last one is history
 */
export function observe(
  alarm: Alarm | undefined,
  seen: Observation,
  fresh: () => Pick<Alarm, 'id' | 'rule' | 'path' | 'point' | 'unit'>,
): Alarm | undefined {
  const { severity, value, limit, at } = seen
  if (alarm?.state === 'normal' && alarm.shelved) {
    if (severity === undefined) return alarm
    const untold = { until: null, acknowledgedBy: null, acknowledgedAt: null, note: null }
    const shelved = isWorse(severity, alarm.severity) ? null : alarm.shelved
    return { ...withoutPast(alarm), ...untold, shelved, severity, state: 'unacknowledged', value, limit, since: at }
  }
  if (alarm === undefined || alarm.state === 'normal') {
    if (severity === undefined) return alarm
    const untold = { until: null, acknowledgedBy: null, acknowledgedAt: null, note: null }
    return {
      ...{ ...fresh(), severity, state: 'unacknowledged', value, limit, since: at },
      ...{ ...untold, shelved: null, quieted: null },
    }
  }
  if (severity === undefined) {
    if (!isActive(alarm)) return alarm
    const isOver = alarm.state === 'acknowledged' || alarm.quieted !== null
    return { ...alarm, state: isOver ? 'normal' : 'returned-unacknowledged', until: at }
  }
  if (alarm.state === 'returned-unacknowledged') {
    return { ...withoutPast(alarm), severity, state: 'unacknowledged', value, limit, since: at, until: null }
  }
  if (severity === alarm.severity) return alarm
  if (severity === 'warning') return { ...alarm, severity, value, limit }
  const untold = { acknowledgedBy: null, acknowledgedAt: null, shelved: null }
  return { ...alarm, severity, value, limit, state: 'unacknowledged', ...untold }
}

/** The alarm without what it once followed from. */
export function withoutPast({ quietedBefore: _, ...alarm }: Alarm): Alarm {
  return alarm
}

function isWorse(severity: Severity, than: Severity): boolean {
  return severity === 'critical' && than === 'warning'
}

/** Somebody has seen it. Undefined where there is nothing to acknowledge: it is acknowledged already, or history. */
export function acknowledge(alarm: Alarm, by: string, note: string | null, at: EpochMs): Alarm | undefined {
  if (alarm.state !== 'unacknowledged' && alarm.state !== 'returned-unacknowledged') return undefined
  const state = alarm.state === 'unacknowledged' ? 'acknowledged' : 'normal'
  return { ...alarm, state, acknowledgedBy: by, acknowledgedAt: at, note }
}
