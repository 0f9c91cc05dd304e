import { useStore } from 'zustand'
import type { MaintenanceView } from '../../../protocol/maintenance.ts'
import { addressOfThing } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { alarmPlace } from '../../ui/alarm-line.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import './maintenance.css'

const REFRESH_MS = 10_000
const MOST_PAST = 10

/** Works that are planned, going on or not restored, and the last that are over. */
export function MaintenanceList() {
  const { api } = useTwin()
  const { t } = useTranslator()
  const { answer, error, reload } = useRemote(api.maintenance, REFRESH_MS)
  const works = [...(answer?.works ?? [])].reverse()
  const open = works.filter(({ phase }) => phase !== 'restored')
  const shown = [...open, ...works.filter(({ phase }) => phase === 'restored').slice(0, MOST_PAST)]
  return (
    <Section title={t('maintenance.list')} flush>
      {error && (
        <Notice kind="error" onRetry={reload}>
          {t('alarms.failed', { reason: error.message })}
        </Notice>
      )}
      {answer && shown.length === 0 && <Notice>{t('maintenance.none')}</Notice>}
      {shown.length > 0 && (
        <table className="maintenance-table">
          <thead>
            <tr>
              <th scope="col">{t('maintenance.what')}</th>
              <th scope="col">{t('maintenance.from')}</th>
              <th scope="col">{t('maintenance.to')}</th>
              <th scope="col">{t('maintenance.by')}</th>
              <th scope="col">{t('alarms.state')}</th>
              <th scope="col">
                <span className="visually-hidden">{t('alarms.action')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((work) => (
              <Row key={work.id} work={work} onEnd={() => void api.endMaintenance(work.id).finally(reload)} />
            ))}
          </tbody>
        </table>
      )}
    </Section>
  )
}

function Row({ work, onEnd }: { readonly work: MaintenanceView; readonly onEnd: () => void }) {
  const { estate, session } = useTwin()
  const translator = useTranslator()
  const { t, dateTime } = translator
  const mayChange = useStore(session, (state) => state.mayChange)
  const isOpen = work.phase === 'planned' || work.phase === 'active'
  return (
    <tr>
      <th scope="row">
        <PlaceLink to={addressOfThing(work.path)} title={work.path}>
          {alarmPlace({ path: work.path, point: null }, estate, translator)}
        </PlaceLink>
        <p className="is-quiet-text">{work.reason}</p>
      </th>
      <td>{dateTime(work.from)}</td>
      <td>{dateTime(work.endedAt ?? work.to)}</td>
      <td>{work.by}</td>
      <td>{t(`maintenance.phase.${work.phase}`)}</td>
      <td>
        {mayChange && isOpen && (
          <button type="button" onClick={onEnd}>
            {t(work.phase === 'planned' ? 'maintenance.giveUp' : 'maintenance.end')}
          </button>
        )}
      </td>
    </tr>
  )
}
