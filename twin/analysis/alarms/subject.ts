import { stateCode } from '../../model/quantity.ts'
import type { Severity } from './alarm.ts'
import type { AlarmRule, PointContext } from './alarm-rule.ts'
import { AT_REST, type Delayed, stepDelayed } from './delayed.ts'

/** A rule with its limits for one subject, ready to be compared. Shared by all subjects with the same limits. */
export interface Spec {
  readonly rule: AlarmRule
  /** The value's limits; for words their codes are in `codes`. */
  readonly warning: number | undefined
  readonly critical: number | undefined
  readonly codes: Readonly<Record<Severity, ReadonlySet<number>>> | undefined
}

/** The two delayed levels of a subject. */
export interface SubjectMemory {
  readonly warning: Delayed
  readonly critical: Delayed
}

export const SUBJECT_AT_REST: SubjectMemory = { warning: AT_REST, critical: AT_REST }

/** The rule as it applies to a point; undefined where it does not. */
export function specOf(rule: AlarmRule, context: PointContext): Spec | undefined {
  const { trigger } = rule
  if (trigger.kind === 'condition') return undefined
  if (trigger.kind === 'words') {
    if (!trigger.applies(context)) return undefined
    const codes = (severity: Severity) => new Set((trigger.words[severity] ?? []).map(stateCode))
    const both = { warning: codes('warning'), critical: codes('critical') }
    return { rule, warning: undefined, critical: undefined, codes: both }
  }
  const limits = trigger.limits(context)
  if (limits === undefined) return undefined
  return { rule, warning: limits.warning, critical: limits.critical, codes: undefined }
}

/** Does the value trip the level, given whether it is on already (the deadband holds it)? Undefined without a value. */
export function trips(spec: Spec, severity: Severity, value: number, on: boolean): boolean | undefined {
  if (Number.isNaN(value)) return undefined
  if (spec.codes) return spec.codes[severity].has(value)
  const limit = spec[severity]
  const { trigger } = spec.rule
  if (limit === undefined || trigger.kind === 'words' || trigger.kind === 'condition') return false
  const held = on ? trigger.deadband : 0
  return trigger.kind === 'above' ? value > limit - held : value < limit + held
}

/** Nothing is on, nothing is on its way: most subjects, most of the time, and then one comparison a level is all. */
export function isQuiet(spec: Spec, value: number): boolean {
  return trips(spec, 'warning', value, false) !== true && trips(spec, 'critical', value, false) !== true
}

/** One step of both levels; the same object when nothing changed. */
export function stepSubject(memory: SubjectMemory, spec: Spec, value: number, now: number): SubjectMemory {
  const { onDelayMs, offDelayMs } = spec.rule
  const step = (severity: Severity) => {
    const before = memory[severity]
    return stepDelayed(before, trips(spec, severity, value, before.on), now, onDelayMs[severity], offDelayMs)
  }
  const warning = step('warning')
  const critical = step('critical')
  return warning === memory.warning && critical === memory.critical ? memory : { warning, critical }
}

/** The worst level that is on. */
export function severityOf(memory: SubjectMemory): Severity | undefined {
  return memory.critical.on ? 'critical' : memory.warning.on ? 'warning' : undefined
}

/** Is nothing on and nothing under way? */
export function isAtRest({ warning, critical }: SubjectMemory): boolean {
  return !warning.on && !critical.on && Number.isNaN(warning.since) && Number.isNaN(critical.since)
}

/** As it must have been for an alarm of this severity to be active: after a restart. */
export function memoryOf(severity: Severity): SubjectMemory {
  const on: Delayed = { on: true, since: Number.NaN }
  return severity === 'critical' ? { warning: on, critical: on } : { warning: on, critical: AT_REST }
}
