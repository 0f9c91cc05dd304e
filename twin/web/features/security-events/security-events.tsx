import { useState } from 'react'
import type { SecurityEventView } from '../../../protocol/security-event.ts'
import { FoldedPanel } from '../../ui/folded-panel.tsx'
import { MayLookOnly } from '../../ui/may-look-only.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { AcknowledgeEventDialog } from './acknowledge-event-dialog.tsx'
import { SecurityEventCard } from './security-event-card.tsx'
import { useSecurityEvents } from './security-events-context.ts'
import './security-events.css'

/** An engineer works through the first; `oblak drift --json` has all. */
const MOST_SHOWN = 50

/** Events of the Security Operations Centre: the open ones, what matters most first, and those that are over folded away. */
export function SecurityEvents() {
  const { count, t } = useTranslator()
  const { answer, error, reload } = useSecurityEvents()
  const [acknowledging, setAcknowledging] = useState<SecurityEventView>()
  const events = answer?.events ?? []
  const open = events.filter(({ closedAt }) => closedAt === null)
  const over = events.filter(({ closedAt }) => closedAt !== null)
  const card = (event: SecurityEventView) => (
    <li key={event.id}>
      <SecurityEventCard event={event} onAcknowledge={() => setAcknowledging(event)} />
    </li>
  )
  return (
    <Section title={t('security.title')} className="security-events">
      {error && (
        <Notice kind="error" onRetry={reload}>
          {t('security.loadFailed', { reason: error.message })}
        </Notice>
      )}
      {answer && open.length === 0 && <Notice>{t('security.none')}</Notice>}
      {open.length > 0 && <MayLookOnly told={(name) => t('alarms.byOperators', { name })} />}
      {open.length > 0 && <ul>{open.slice(0, MOST_SHOWN).map(card)}</ul>}
      {open.length > MOST_SHOWN && <p>{t('alarms.more', { count: count(open.length - MOST_SHOWN) })}</p>}
      {over.length > 0 && (
        <FoldedPanel className="security-over" title={t('security.over', { count: over.length })}>
          <ul>{over.map(card)}</ul>
        </FoldedPanel>
      )}
      {acknowledging && (
        <AcknowledgeEventDialog event={acknowledging} onClose={() => setAcknowledging(undefined)} onDone={reload} />
      )}
    </Section>
  )
}
