import { useStore } from 'zustand'
import type { AlarmView } from '../../../protocol/rest.ts'
import { addressOfThing } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { alarmPlace, alarmText, useAdvice, waitsForAcknowledgement } from '../../ui/alarm-line.tsx'
import { HealthMark } from '../../ui/health-mark.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'

interface AlarmRowProps {
  readonly alarm: AlarmView
  readonly onAcknowledge: () => void
}

export function AlarmRow({ alarm, onAcknowledge }: AlarmRowProps) {
  const { estate, session } = useTwin()
  const mayChange = useStore(session, (state) => state.mayChange)
  const translator = useTranslator()
  const { t, measured, ago, dateTime } = translator
  const now = useNow(10_000)
  const unit = alarm.unit ?? '1'
  const waits = waitsForAcknowledgement(alarm)
  const { first: step } = useAdvice(alarm)
  return (
    <tr className={waits ? 'is-waiting' : undefined}>
      <td>
        <HealthMark health={alarm.severity} withText />
      </td>
      <th scope="row" className="alarm-what">
        {alarmText(alarm.rule, translator)}
        <br />
        <PlaceLink to={alarm.path === '' ? '/status' : addressOfThing(alarm.path)} title={alarm.path}>
          {alarmPlace(alarm, estate, translator)}
        </PlaceLink>
        {step && <p className="alarm-step">{step}</p>}
      </th>
      <td className="is-number">
        {measured(alarm.value, unit)}
        {alarm.limit !== null && unit !== 'state' && (
          <span className="is-quiet-text"> / {measured(alarm.limit, unit)}</span>
        )}
      </td>
      <td title={dateTime(alarm.since)}>{ago(alarm.since, now)}</td>
      <td className="alarm-state">
        {t(`alarmState.${alarm.state}`)}
        {alarm.acknowledgedBy !== null && alarm.acknowledgedAt !== null && (
          <span className="is-quiet-text" title={alarm.note ?? undefined}>
            <br />
            {t('alarms.acknowledgedBy', { by: alarm.acknowledgedBy, ago: ago(alarm.acknowledgedAt, now) })}
            {alarm.note && `: ${alarm.note}`}
          </span>
        )}
      </td>
      <td className="alarm-action">
        {waits && mayChange && (
          <button type="button" onClick={onAcknowledge}>
            {t('alarms.acknowledge')}
          </button>
        )}
      </td>
    </tr>
  )
}
