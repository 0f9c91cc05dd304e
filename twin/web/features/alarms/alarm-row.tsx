import { useState } from 'react'
import type { AlarmView } from '../../../protocol/rest.ts'
import { addressOfThing } from '../../state/place.ts'
import { useTwin } from '../../twin-context.ts'
import { alarmPlace, alarmText, useAdvice, waitsForAcknowledgement } from '../../ui/alarm-line.tsx'
import { HealthMark } from '../../ui/health-mark.tsx'
import { PlaceLink } from '../../ui/place-link.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useNow } from '../../ui/use-now.ts'
import { AlarmActions } from './alarm-actions.tsx'
import { AlarmDetail } from './alarm-detail.tsx'
import { AlarmState } from './alarm-state.tsx'

interface AlarmRowProps {
  readonly alarm: AlarmView
  /** What follows from it and is folded under it. */
  readonly consequences: readonly AlarmView[]
  readonly onAcknowledge: () => void
  readonly onShelve: () => void
}

export function AlarmRow({ alarm, consequences, onAcknowledge, onShelve }: AlarmRowProps) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t, measured, ago, dateTime } = translator
  const now = useNow(10_000)
  const [open, setOpen] = useState(false)
  const unit = alarm.unit ?? '1'
  const { first } = useAdvice(alarm)
  return (
    <>
      <tr className={waitsForAcknowledgement(alarm) ? 'is-waiting' : undefined}>
        <td>
          <HealthMark health={alarm.severity} withText />
        </td>
        <th scope="row" className="alarm-what">
          {alarmText(alarm.rule, translator)}
          <br />
          <PlaceLink to={alarm.path === '' ? '/status' : addressOfThing(alarm.path)} title={alarm.path}>
            {alarmPlace(alarm, estate, translator)}
          </PlaceLink>
          {first && <p className="alarm-step">{first}</p>}
          <button type="button" className="is-quiet alarm-fold" aria-expanded={open} onClick={() => setOpen(!open)}>
            <span aria-hidden="true">{open ? '▾ ' : '▸ '}</span>
            {consequences.length > 0 ? t('alarms.consequences', { count: consequences.length }) : t('alarms.detail')}
          </button>
        </th>
        <td className="is-number">
          {measured(alarm.value, unit)}
          {alarm.limit !== null && unit !== 'state' && (
            <span className="is-quiet-text"> / {measured(alarm.limit, unit)}</span>
          )}
        </td>
        <td title={dateTime(alarm.since)}>{ago(alarm.since, now)}</td>
        <td className="alarm-state">
          <AlarmState state={alarm.state} />
          <Said alarm={alarm} />
        </td>
        <td className="alarm-action">
          <AlarmActions alarm={alarm} onAcknowledge={onAcknowledge} onShelve={onShelve} />
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6} className="alarm-more">
            <AlarmDetail alarm={alarm} consequences={consequences} />
          </td>
        </tr>
      )}
    </>
  )
}

/** What people have said of it. */
function Said({ alarm: { acknowledgedBy, acknowledgedAt, note, shelved } }: { readonly alarm: AlarmView }) {
  const { t, ago, dateTime } = useTranslator()
  const now = useNow(10_000)
  return (
    <>
      {acknowledgedBy !== null && acknowledgedAt !== null && (
        <span className="is-quiet-text" title={note ?? undefined}>
          <br />
          {t('alarms.acknowledgedBy', { by: acknowledgedBy, ago: ago(acknowledgedAt, now) })}
          {note && `: ${note}`}
        </span>
      )}
      {shelved && (
        <span className="is-quiet-text">
          <br />
          {t('alarms.shelvedBy', { by: shelved.by, until: dateTime(shelved.until) })}: {shelved.reason}
        </span>
      )}
    </>
  )
}
