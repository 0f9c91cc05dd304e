import { type FormEvent, useState } from 'react'
import type { AlarmView } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { alarmText } from '../../ui/alarm-line.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SignedBy, useSigner } from '../../ui/signed-by.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

/** The server allows a day at most. */
const MINUTES = [15, 60, 240, 480, 1440] as const

/** Puts an alarm away for a time, with a reason. */
export function ShelveDialog({ alarm, onClose }: { readonly alarm: AlarmView; readonly onClose: () => void }) {
  const { api, alarms } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const { by, isLoading } = useSigner()
  const [why, setWhy] = useState('')
  const [minutes, setMinutes] = useState<number>(60)
  const [failure, setFailure] = useState<string>()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await api.shelve(alarm.id, { by, reason: why.trim(), minutes })
      await alarms.refresh()
      onClose()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Dialog title={t('alarms.shelveTitle')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        <p>
          {alarmText(alarm.rule, translator)}
          <br />
          <span className="is-quiet-text">{alarm.path}</span>
        </p>
        <label>
          {t('alarms.shelveFor')}
          <select value={minutes} onChange={(event) => setMinutes(Number(event.target.value))}>
            {MINUTES.map((choice) => (
              <option key={choice} value={choice}>
                {choice < 60 ? t('alarms.minutes', { count: choice }) : t('alarms.hours', { count: choice / 60 })}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t('alarms.reason')}
          <textarea value={why} rows={2} maxLength={500} required onChange={(event) => setWhy(event.target.value)} />
        </label>
        <SignedBy label={t('alarms.shelvedByLabel')} />
        <p className="is-quiet-text">{t('alarms.shelveNote')}</p>
        {failure !== undefined && <Notice kind="error">{t('alarms.failed', { reason: failure })}</Notice>}
        <div className="form-actions">
          <button type="button" onClick={onClose}>
            {t('alarms.cancel')}
          </button>
          <button type="submit" className="is-primary" disabled={isLoading || why.trim() === ''}>
            {t('alarms.shelveConfirm')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
