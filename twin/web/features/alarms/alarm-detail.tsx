import type { AlarmView } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { AlarmLine, useAdvice } from '../../ui/alarm-line.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { isSupplying, RestsOn } from './rests-on.tsx'

/** A lost panel of a large hall has hundreds; the count says how many. */
const MOST_SHOWN = 50

interface AlarmDetailProps {
  readonly alarm: AlarmView
  readonly consequences: readonly AlarmView[]
}

/** What it means, what rests on it, and what follows from it. */
export function AlarmDetail({ alarm, consequences }: AlarmDetailProps) {
  const { estate } = useTwin()
  const { t, count } = useTranslator()
  const { means } = useAdvice(alarm)
  const thing = estate.find(alarm.path)
  const supplying = thing?.kind === 'meter' ? estate.find(thing.measures) : thing
  const more = consequences.length - MOST_SHOWN
  return (
    <div className="alarm-detail">
      {means && (
        <p>
          {t('step.means')}: {means}
        </p>
      )}
      {isSupplying(supplying) && <RestsOn path={supplying.path} />}
      {consequences.length > 0 && (
        <ul aria-label={t('alarms.consequences', { count: consequences.length })}>
          {consequences.slice(0, MOST_SHOWN).map((one) => (
            <li key={one.id}>
              <AlarmLine alarm={one} />
            </li>
          ))}
        </ul>
      )}
      {more > 0 && <p>{t('alarms.more', { count: count(more) })}</p>}
    </div>
  )
}
