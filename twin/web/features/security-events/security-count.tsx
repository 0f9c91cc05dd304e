import { PlaceLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useSecurityEvents } from './security-events-context.ts'
import { SeverityMark } from './severity-mark.tsx'
import './security-events.css'

interface SecurityCountProps {
  /** In the bar: a shield, the worst severity and the number; the sentence is its name. @default false */
  readonly isBrief?: boolean
}

/** How many security events wait for somebody, with the worst of them; nothing where none does. */
export function SecurityCount({ isBrief = false }: SecurityCountProps) {
  const translator = useTranslator()
  const { answer } = useSecurityEvents()
  const { critical = 0, notice = 0, warning = 0 } = answer?.waiting ?? {}
  const count = critical + warning + notice
  if (count === 0) return null
  const worst = critical > 0 ? 'critical' : warning > 0 ? 'warning' : 'notice'
  const sentence = translator.t('security.waiting', { count })
  if (!isBrief) {
    return (
      <PlaceLink to="/alarms" className="security-count">
        <SeverityMark severity={worst} isMarkOnly /> {sentence}
      </PlaceLink>
    )
  }
  return (
    <PlaceLink to="/alarms" className="security-count is-brief" title={sentence}>
      <svg viewBox="0 0 16 16" className="icon" aria-hidden="true">
        <path d="M8 1.5l5.5 2v4c0 3.4-2.2 5.8-5.5 7c-3.3-1.2-5.5-3.6-5.5-7v-4z" />
      </svg>
      <SeverityMark severity={worst} isMarkOnly />
      <span aria-hidden="true">{translator.count(count)}</span>
      <span className="visually-hidden">{sentence}</span>
    </PlaceLink>
  )
}
