import { useStore } from 'zustand'
import { isWithin } from '../../model/path.ts'
import { useTwin } from '../twin-context.ts'
import { AlarmLine } from '../ui/alarm-line.tsx'
import { Section } from '../ui/section.tsx'
import { useTranslator } from '../ui/translator-context.ts'

/** Alarms at and below a path; nothing where there are none. */
export function AlarmsHere({ path }: { readonly path: string }) {
  const { alarms } = useTwin()
  const { t } = useTranslator()
  const list = useStore(alarms, (state) => state.list)
  const here = list.filter((alarm) => alarm.state !== 'normal' && isWithin(alarm.path, path))
  if (here.length === 0) return null
  return (
    <Section title={t('alarms.count', { count: here.length })}>
      <ul>
        {here.map((alarm) => (
          <li key={alarm.id}>
            <AlarmLine alarm={alarm} />
          </li>
        ))}
      </ul>
    </Section>
  )
}
