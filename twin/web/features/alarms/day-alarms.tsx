import { useStore } from 'zustand'
import { isWithin } from '../../../model/path.ts'
import { useTwin } from '../../twin-context.ts'
import { AlarmLine } from '../../ui/alarm-line.tsx'
import { noAlarmsThen } from '../../ui/no-alarms-then.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

const MOST = 20

/** Alarms at and below a path that were active on the past day which is shown; what is not recorded of it is said. */
export function DayAlarms({ path = '' }: { readonly path?: string }) {
  const { alarms, at, past } = useTwin()
  const { t, day } = useTranslator()
  const { list, reason, state } = useStore(alarms)
  if (at === undefined || !past) return null
  const here = path === '' ? list : list.filter((alarm) => isWithin(alarm.path, path))
  return (
    <Section title={t('past.alarms', { day: day(at) })} className={path === '' ? 'worst-list' : ''}>
      {state === 'failed' && <Notice kind="error">{t('alarms.loadFailed', { reason })}</Notice>}
      {state === 'ready' && here.length === 0 && <p className="is-quiet-text">{t(noAlarmsThen(past))}</p>}
      <ul>
        {here.slice(0, MOST).map((alarm) => (
          <li key={alarm.id}>
            <AlarmLine alarm={alarm} />
          </li>
        ))}
      </ul>
      {here.length > MOST && <p className="is-quiet-text">{t('past.moreAlarms', { count: here.length - MOST })}</p>}
      {here.length > 0 && past.mayLackAlarms && <p className="is-quiet-text">{t('past.mayLack')}</p>}
    </Section>
  )
}
