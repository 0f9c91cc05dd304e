import { useStore } from 'zustand'
import type { EventWrite } from '../../../model/security-event.ts'
import type { SecurityEventView } from '../../../protocol/security-event.ts'
import type { Translator } from '../../i18n/translator.ts'
import { addressOfThing } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { PlaceLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'
import { SeverityMark } from './severity-mark.tsx'

interface SecurityEventCardProps {
  readonly event: SecurityEventView
  readonly onAcknowledge: () => void
}

/** What is not as declared, where, by whom, what that means and what to do. */
export function SecurityEventCard({ event, onAcknowledge }: SecurityEventCardProps) {
  const { estate, session } = useTwin()
  const translator = useTranslator()
  const { ago, dateTime, inScript, language, nameOf, t } = translator
  const mayChange = useStore(session, (state) => state.mayChange)
  const now = useNow(10_000)
  const { acknowledged, action, area, closedAt, construct, field, firstSeen, kind, lastSeen, line, means, object } =
    event
  const site = estate.find(event.site)
  const inLanguage = (text: SecurityEventView['means']) => (language === 'en' ? text.en : inScript(text.sr))
  const isWaiting = acknowledged === null && closedAt === null
  return (
    <article className={isWaiting ? 'security-event is-waiting' : 'security-event'}>
      <header>
        <SeverityMark severity={event.severity} />
        <span className="is-quiet-text">{t(`security.area.${area}`)}</span>
        <h3>{object}</h3>
        <span>{t(`security.kind.${kind}`)}</span>
        {isWaiting && mayChange && (
          <button type="button" onClick={onAcknowledge}>
            {t('alarms.acknowledge')}
          </button>
        )}
      </header>
      <p>
        <strong>{t('security.means')}:</strong> {inLanguage(means)}
      </p>
      <p>
        <strong>{t('security.action')}:</strong> {inLanguage(action)}
      </p>
      <dl>
        <dt>{t('security.where')}</dt>
        <dd>
          {site ? <PlaceLink to={addressOfThing(site.path)}>{nameOf(site)}</PlaceLink> : event.site}
          {event.stack !== null && `, ${event.stack}`}
        </dd>
        {field !== null && <Fact word={t('security.field')} value={field} />}
        {(event.declared !== null || event.live !== null) && (
          <>
            <Fact word={t('security.declared')} value={event.declared ?? t('security.nothing')} />
            <Fact word={t('security.live')} value={event.live ?? t('security.nothing')} />
          </>
        )}
        {(event.who !== null || kind === 'changed' || kind === 'gone') && (
          <Fact word={t('security.who')} value={whoText(event, translator)} />
        )}
        {construct !== null && (
          <Fact word={t('security.code')} value={line === null ? construct : `${construct}, ${line}`} />
        )}
      </dl>
      <p className="is-quiet-text" title={`${dateTime(firstSeen)} – ${dateTime(lastSeen)}`}>
        {t('security.seen', { first: ago(firstSeen, now), last: ago(lastSeen, now) })}
        {acknowledged !== null &&
          `; ${t('alarms.acknowledgedBy', { by: acknowledged.by, ago: ago(acknowledged.at, now) })}`}
        {acknowledged?.note && `: ${acknowledged.note}`}
        {closedAt !== null && `; ${t('security.closed', { at: dateTime(closedAt) })}`}
      </p>
    </article>
  )
}

function Fact({ word, value }: { readonly word: string; readonly value: string }) {
  return (
    <>
      <dt>{word}</dt>
      <dd>{value}</dd>
    </>
  )
}

/** The API knows the program, not the person; of what was taken away it knows nobody. */
function whoText({ lastWrite, who }: SecurityEventView, translator: Translator): string {
  const { t } = translator
  if (who !== null) return writeText(who, translator)
  return lastWrite === null
    ? t('security.notKnown')
    : t('security.lastWrite', { write: writeText(lastWrite, translator) })
}

function writeText({ at, manager, operation }: EventWrite, { dateTime, t }: Translator): string {
  const time = Date.parse(at ?? '')
  if (Number.isNaN(time)) return t('security.write', { manager, operation })
  return t('security.writeAt', { manager, operation, at: dateTime(time) })
}
