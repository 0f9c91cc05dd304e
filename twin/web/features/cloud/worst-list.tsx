import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { AlarmLine, isTold } from '../../ui/alarm-line.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

const MOST = 8

/** The alarms that matter most, in the order in which to look at them. */
export function WorstList() {
  const { alarms } = useTwin()
  const { t } = useTranslator()
  const { list, state, reason } = useStore(alarms)
  const active = list.filter(isTold)
  return (
    <Section
      title={t('cloud.worst')}
      tools={<PlaceLink to="/alarms">{t('cloud.allAlarms')}</PlaceLink>}
      className="worst-list"
    >
      {state === 'failed' && <Notice kind="error">{t('alarms.loadFailed', { reason })}</Notice>}
      {state === 'ready' && active.length === 0 && <p className="is-quiet-text">{t('cloud.worstNone')}</p>}
      <ul>
        {active.slice(0, MOST).map((alarm) => (
          <li key={alarm.id}>
            <AlarmLine alarm={alarm} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
