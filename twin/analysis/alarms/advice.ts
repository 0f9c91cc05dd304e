import { isWithin } from '../../model/path.ts'
import type { Kind } from '../../model/things.ts'
import type { Severity } from './alarm.ts'

/** A sentence or two for people. */
export interface AdviceText {
  /** In Cyrillic. */
  readonly sr: string
  readonly en: string
}

/** What an alarm means and what to do first: of the first rule that fits and says it. */
export interface AdviceRule {
  /** AlarmRule.id */
  readonly alarm: string
  readonly severity?: Severity | undefined
  /** Of the alarm's thing. */
  readonly kind?: Kind | undefined
  /** Only at this place and below it. */
  readonly under?: string | undefined
  readonly means?: AdviceText | undefined
  readonly first?: AdviceText | undefined
}

/** What advice is asked about. */
export interface AdviceSubject {
  readonly rule: string
  readonly severity: Severity
  readonly path: string
  /** Undefined for the system itself. */
  readonly kind: Kind | undefined
}

export type Advice = Pick<AdviceRule, 'means' | 'first'>

/** @param rules one's own before those that are shipped */
export function adviceFor(rules: readonly AdviceRule[], subject: AdviceSubject): Advice {
  const fitting = rules.filter((rule) => fits(rule, subject))
  return {
    means: fitting.find(({ means }) => means)?.means,
    first: fitting.find(({ first }) => first)?.first,
  }
}

function fits({ alarm, severity, kind, under }: AdviceRule, subject: AdviceSubject): boolean {
  return (
    alarm === subject.rule &&
    (severity === undefined || severity === subject.severity) &&
    (kind === undefined || kind === subject.kind) &&
    (under === undefined || isWithin(subject.path, under))
  )
}
