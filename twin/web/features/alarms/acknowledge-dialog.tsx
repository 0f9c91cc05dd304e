import { type FormEvent, useState } from 'react'
import type { AlarmView } from '../../../protocol/rest.ts'
import { useTwin } from '../../twin-context.ts'
import { alarmText, useAdvice } from '../../ui/alarm-line.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SignedBy, useSigner } from '../../ui/signed-by.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

interface AcknowledgeDialogProps {
  readonly alarm: AlarmView
  readonly onClose: () => void
}

/** Who has seen the alarm, and what they say to it. Who is signed in signs with that name. */
export function AcknowledgeDialog({ alarm, onClose }: AcknowledgeDialogProps) {
  const { api, alarms } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const { means, first: step } = useAdvice(alarm)
  const { by, isLoading } = useSigner()
  const [note, setNote] = useState('')
  const [reason, setReason] = useState<string>()
  const [sending, setSending] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setSending(true)
    try {
      await api.acknowledge(alarm.id, by, note.trim())
      await alarms.refresh()
      onClose()
    } catch (error) {
      setReason(error instanceof Error ? error.message : String(error))
      setSending(false)
    }
  }
  return (
    <Dialog title={t('alarms.acknowledgeTitle')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        <p>
          {alarmText(alarm.rule, translator)}
          <br />
          <span className="is-quiet-text">{alarm.path}</span>
        </p>
        {means && (
          <p>
            {t('step.means')}: {means}
          </p>
        )}
        {step && (
          <p>
            {t('step.label')}: {step}
          </p>
        )}
        <SignedBy label={t('alarms.by')} />
        <label>
          {t('alarms.note')}
          <textarea value={note} rows={3} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </label>
        {reason !== undefined && <Notice kind="error">{t('alarms.failed', { reason })}</Notice>}
        <div className="form-actions">
          <button type="button" onClick={onClose}>
            {t('alarms.cancel')}
          </button>
          <button type="submit" className="is-primary" disabled={sending || isLoading}>
            {t('alarms.confirm')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
