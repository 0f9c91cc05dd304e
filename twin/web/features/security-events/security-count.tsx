import { useTwin } from '../../twin-context.ts'
import { PlaceLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { SeverityMark } from './severity-mark.tsx'
import './security-events.css'

const REFRESH_MS = 15_000

/** How many security events wait for somebody, with the worst of them; nothing where none does. */
export function SecurityCount() {
  const { api } = useTwin()
  const { t } = useTranslator()
  const { answer } = useRemote(api.securityEvents, REFRESH_MS)
  const { critical = 0, notice = 0, warning = 0 } = answer?.waiting ?? {}
  const count = critical + warning + notice
  if (count === 0) return null
  const worst = critical > 0 ? 'critical' : warning > 0 ? 'warning' : 'notice'
  return (
    <PlaceLink to="/alarms" className="security-count">
      <SeverityMark severity={worst} isMarkOnly /> {t('security.waiting', { count })}
    </PlaceLink>
  )
}
