import { useStore } from 'zustand'
import type { AlarmView } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { waitsForAcknowledgement } from '../../ui/alarm-line.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

interface AlarmActionsProps {
  readonly alarm: AlarmView
  readonly onAcknowledge: () => void
  readonly onShelve: () => void
}

/** What a person may do about an alarm; nothing for who may only look. */
export function AlarmActions({ alarm, onAcknowledge, onShelve }: AlarmActionsProps) {
  const { api, alarms, session } = useTwin()
  const { t } = useTranslator()
  const mayChange = useStore(session, (state) => state.mayChange)
  if (!mayChange || alarm.state === 'normal') return null
  return (
    <>
      {waitsForAcknowledgement(alarm) && (
        <button type="button" onClick={onAcknowledge}>
          {t('alarms.acknowledge')}
        </button>
      )}
      {alarm.shelved ? (
        <button type="button" onClick={() => void api.unshelve(alarm.id).finally(() => alarms.refresh())}>
          {t('alarms.unshelve')}
        </button>
      ) : (
        alarm.quieted === null && (
          <button type="button" className="is-quiet" onClick={onShelve}>
            {t('alarms.shelve')}
          </button>
        )
      )}
    </>
  )
}
