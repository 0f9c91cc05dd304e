import { isActive } from '../../analysis/alarms/alarm.ts'
import { CONDITION_RULES } from '../../analysis/alarms/condition-rules.ts'
import { AT_REST, type Delayed, stepDelayed } from '../../analysis/alarms/delayed.ts'
import { epochMs } from '../../model/units.ts'
import { type AlarmBook, type AlarmSubject, subjectKey } from './alarm-book.ts'

/** What tripped the condition, where that is a number. */
interface Tripped {
  readonly value: number | null
  readonly limit: number | null
}

const NO_NUMBER: Tripped = { value: null, limit: null }

const RULES = new Map(CONDITION_RULES.map((rule) => [rule.id, rule]))

interface Entry {
  readonly subject: AlarmSubject
  delayed: Delayed
  holds: boolean
  tripped: Tripped
}

/** Alarms about what the server itself finds out: it says whether the condition holds, delays and states are kept here. */
export class ConditionAlarms {
  readonly #memory = new Map<string, Entry>()

  constructor(private readonly book: AlarmBook) {
    for (const alarm of book.open()) {
      if (!RULES.has(alarm.rule) || !isActive(alarm)) continue
      const subject = { rule: alarm.rule, path: alarm.path, point: alarm.point, unit: alarm.unit }
      this.#memory.set(subjectKey(alarm), {
        subject,
        delayed: { on: true, since: Number.NaN },
        holds: true,
        tripped: NO_NUMBER,
      })
    }
  }

  /** Does something still decide whether the alarm of this subject goes on? */
  isLive(key: string): boolean {
    return this.#memory.has(key)
  }

  /** Was it said last that the condition holds? */
  holds(rule: string, path: AlarmSubject['path'], point: string | null): boolean {
    return this.#memory.get(subjectKey({ rule, path, point }))?.holds ?? false
  }

  /** @throws RangeError for a rule that is no condition */
  set(
    rule: string,
    path: AlarmSubject['path'],
    point: string | null,
    holds: boolean,
    now: number,
    tripped = NO_NUMBER,
  ): void {
    const key = subjectKey({ rule, path, point })
    const known = this.#memory.get(key)
    if (!known && !holds) return
    const entry = known ?? { subject: { rule, path, point, unit: null }, delayed: AT_REST, holds, tripped }
    this.#memory.set(key, entry)
    entry.holds = holds
    entry.tripped = tripped
    this.#step(key, now)
  }

  /** Conditions of a rule that hold and are not among `seen`, as `path|point`: their subject is gone. */
  clearUnseen(rule: string, seen: ReadonlySet<string>, now: number): void {
    for (const { subject, holds } of [...this.#memory.values()]) {
      if (holds && subject.rule === rule && !seen.has(`${subject.path}|${subject.point ?? ''}`)) {
        this.set(rule, subject.path, subject.point, false, now)
      }
    }
  }

  /** Lets delays run out. */
  sweep(now: number): void {
    for (const key of [...this.#memory.keys()]) this.#step(key, now)
  }

  #step(key: string, now: number): void {
    const entry = this.#memory.get(key)
    const rule = entry && RULES.get(entry.subject.rule)
    if (rule?.trigger.kind !== 'condition' || !entry) {
      throw new RangeError(`${key} is no condition that the server finds out`)
    }
    const { severity } = rule.trigger
    const before = entry.delayed
    entry.delayed = stepDelayed(before, entry.holds, now, rule.onDelayMs[severity], rule.offDelayMs)
    if (entry.delayed.on !== before.on) {
      const shown = entry.delayed.on ? severity : undefined
      this.book.observe(entry.subject, { severity: shown, ...entry.tripped, at: epochMs(now) })
    }
    if (!entry.delayed.on && Number.isNaN(entry.delayed.since)) this.#memory.delete(key)
  }
}
