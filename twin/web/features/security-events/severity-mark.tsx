import type { EventSeverity } from '../../../model/security-event.ts'
import { HEALTH_SIGNS } from '../../ui/health-signs.ts'
import { useTranslator } from '../../ui/translator-context.ts'

/** Severity by shape first, the word beside it: octagon, triangle, and a diamond for what can wait. */
const SIGNS = {
  critical: HEALTH_SIGNS.critical,
  warning: HEALTH_SIGNS.warning,
  notice: { outline: 'M6 .8L11.2 6L6 11.2L.8 6z', sign: undefined },
} as const

interface SeverityMarkProps {
  readonly severity: EventSeverity
  /** Says the word to screen readers only. @default false */
  readonly isMarkOnly?: boolean
}

export function SeverityMark({ severity, isMarkOnly = false }: SeverityMarkProps) {
  const { t } = useTranslator()
  const { outline, sign } = SIGNS[severity]
  return (
    <span className="security-severity">
      <svg className={`health-mark is-${severity}`} viewBox="0 0 12 12" aria-hidden="true">
        <path d={outline} />
        {sign && <path className="health-sign" d={sign} />}
      </svg>{' '}
      <span className={isMarkOnly ? 'visually-hidden' : undefined}>{t(`security.severity.${severity}`)}</span>
    </span>
  )
}
