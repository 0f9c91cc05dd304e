import type { EpochMs } from '../../model/units.ts'
import { type Alarm, type ConditionState, isActive, type Quieting, type Shelving } from './alarm.ts'

/** The states of ISA-18.2 / IEC 62682: those of the condition, and those in which an alarm is not told. */
export type AlarmState = ConditionState | 'shelved' | 'suppressed-by-design' | 'out-of-service'

/** Former quietings that are kept: of an alarm on the edge of following from another no more can be told. */
const MOST_FORMER = 8

/** Nobody may put an alarm away for longer: who comes next must hear of it. */
export const LONGEST_SHELF_MS = 24 * 3_600_000

/** The state that people are shown: out of service before suppressed by design before shelved. */
export function shownState({ state, shelved, quieted }: Alarm): AlarmState {
  if (quieted && state !== 'normal')
    return quieted.kind === 'out-of-service' ? 'out-of-service' : 'suppressed-by-design'
  return shelved ? 'shelved' : state
}

/** Does its condition hold, and is it told? */
export function isTold(alarm: Alarm): boolean {
  return isActive(alarm) && alarm.shelved === null && alarm.quieted === null
}

/** Is it not history yet? What is shelved is kept until its shelf ends, whatever its condition does. */
export function isOpen({ state, shelved }: Alarm): boolean {
  return state !== 'normal' || shelved !== null
}

/**
 * Puts it away until an instant, at most `LONGEST_SHELF_MS` from now. Undefined where there is nothing to put away, or its end is not
 * after its beginning or too far off.
 */
export function shelve(alarm: Alarm, shelved: Shelving): Alarm | undefined {
  const lasts = shelved.until - shelved.at
  if (!isOpen(alarm) || !(lasts > 0 && lasts <= LONGEST_SHELF_MS)) return undefined
  return { ...alarm, shelved }
}

/** Takes it from its shelf: what holds is to be acknowledged again. Undefined where it is on none. */
export function unshelve(alarm: Alarm): Alarm | undefined {
  if (!alarm.shelved) return undefined
  const untold = { acknowledgedBy: null, acknowledgedAt: null, note: null }
  return isActive(alarm) ? { ...alarm, ...untold, shelved: null, state: 'unacknowledged' } : { ...alarm, shelved: null }
}

/** The alarm at an instant: one whose shelf has ended is back. The same object when nothing changed. */
export function expireShelf(alarm: Alarm, now: EpochMs): Alarm {
  // A clock that was set back must not prolong it beyond what anybody may ask for.
  const isOver = alarm.shelved && (now >= alarm.shelved.until || now < alarm.shelved.at - LONGEST_SHELF_MS)
  return (isOver ? unshelve(alarm) : undefined) ?? alarm
}

/**
 * The alarm with what it follows from; null promotes it, and it speaks for itself. Its acknowledgement is kept: who saw it has seen it.
 * What it followed from until then is kept beside it, unless that is as it began. The same object when nothing changed.
 * @param at when it was found out
 */
export function quiet(alarm: Alarm, quieted: Quieting | null, at: EpochMs): Alarm {
  if (alarm.quieted?.id === quieted?.id && alarm.quieted?.kind === quieted?.kind) return alarm
  if (at <= alarm.since) return { ...alarm, quieted }
  const former = [...(alarm.quietedBefore ?? []), { quieted: alarm.quieted, until: at }]
  return { ...alarm, quieted, quietedBefore: former.slice(-MOST_FORMER) }
}

/** What it followed from just before an instant. Before the earliest change that is known it was as that one found it. */
export function quietedBy({ quieted, quietedBefore }: Alarm, before: number): Quieting | null {
  const former = quietedBefore?.find(({ until }) => until >= before)
  return former ? former.quieted : quieted
}
