import type { Alarm } from '../../analysis/alarms/alarm.ts'
import { alarmsOf } from '../../analysis/alarms/alarms-of-day.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { type Health, healthCode } from '../../model/health.ts'
import { answered } from '../routes/planned-answer.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { healthOf } from '../values/health-of.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import { spanOf } from './recorded-days.ts'

/** A past day: what was measured and what alarmed. */
export interface PastDay {
  readonly values: ValuePlane
  /** Those that were active on it, as they stood at its end. */
  readonly alarms: readonly Alarm[]
  /** Others may have been active and be forgotten. */
  readonly mayLackAlarms: boolean
  /** The worst of a thing and of all in it; unknown where nothing was measured, or nobody knows whether all was well. */
  health(index: number): Health
}

interface Context {
  readonly alarms: Pick<ServerContext['alarms'], 'book'>
  readonly dated: Pick<ServerContext['dated'], 'recorded'>
}

/** What was set on a plane, so that it can be taken back. */
const marked = new WeakMap<ValuePlane, { readonly key: string; readonly things: readonly number[] }>()

/**
 * A past day of the estate as it was then.
 * @param signal whoever asks wants it no more
 * @throws ServerProblem unavailable where the store cannot be asked, or too many days wait for it
 */
export async function pastDay(
  { alarms: { book }, dated }: Context,
  estate: Estate,
  day: Day,
  signal: AbortSignal,
): Promise<PastDay> {
  const values = await answered(dated.recorded.of(estate, day, signal))
  const span = spanOf(estate, day)
  const alarms = alarmsOf(book.all(), span)
  const known = book.knownSince()
  const mayLackAlarms = known !== undefined && known > span.from
  mark(values, estate, alarms, `${book.revision} ${day}`)
  return {
    ...{ values, alarms, mayLackAlarms },
    health: (index) => {
      const health = healthOf(values.figures.health[index])
      return health === 'ok' && mayLackAlarms ? 'unknown' : health
    },
  }
}

/** Gives the figures the worst alarm of each thing. A plane is kept for a day, while its alarms may still change. */
function mark(values: ValuePlane, estate: Estate, alarms: readonly Alarm[], key: string): void {
  const before = marked.get(values)
  if (before?.key === key) return
  const worst = new Map<number, number>((before?.things ?? []).map((thing) => [thing, 0]))
  for (const alarm of alarms) {
    const thing = alarm.path === '' ? undefined : estate.find(alarm.path)
    if (thing) worst.set(thing.index, Math.max(worst.get(thing.index) ?? 0, codeOf(alarm)))
  }
  for (const [thing, code] of worst) values.figures.setAlarm(thing, code)
  values.figures.update((thing) => values.points.ofThing(thing))
  marked.set(values, { key, things: [...worst.keys()] })
}

/** As what alarms now marks its thing: a consequence is a warning there, what was worked on or put away nothing. */
function codeOf({ quieted, severity, shelved }: Alarm): number {
  if (shelved) return 0
  if (quieted) return quieted.kind === 'alarm' ? healthCode('warning') : 0
  return healthCode(severity)
}
