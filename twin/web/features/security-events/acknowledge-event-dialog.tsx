import { type FormEvent, useState } from 'react'
import type { SecurityEventView } from '../../../protocol/security-event.ts'
import { useTwin } from '../../twin-context.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SignedBy, useSigner } from '../../ui/signed-by.tsx'
import { useTranslator } from '../../ui/translator-context.ts'

interface AcknowledgeEventDialogProps {
  readonly event: SecurityEventView
  readonly onClose: () => void
  readonly onDone: () => void
}

/** Who has seen the event, and what they say to it. */
export function AcknowledgeEventDialog({ event, onClose, onDone }: AcknowledgeEventDialogProps) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const { by, isLoading } = useSigner()
  const [note, setNote] = useState('')
  const [reason, setReason] = useState<string>()
  const [isSending, setSending] = useState(false)
  const send = async (submitted: FormEvent) => {
    submitted.preventDefault()
    setSending(true)
    try {
      await api.acknowledgeSecurityEvent(event.id, by, note.trim())
      onDone()
      onClose()
    } catch (error) {
      setReason(error instanceof Error ? error.message : String(error))
      setSending(false)
    }
  }
  return (
    <Dialog title={t('security.acknowledgeTitle')} onClose={onClose}>
      <form className="form" onSubmit={(submitted) => void send(submitted)}>
        <p>
          {event.object}
          <br />
          <span className="is-quiet-text">{t(`security.kind.${event.kind}`)}</span>
        </p>
        <SignedBy label={t('alarms.by')} />
        <label>
          {t('alarms.note')}
          <textarea value={note} rows={3} maxLength={500} onChange={(changed) => setNote(changed.target.value)} />
        </label>
        {reason !== undefined && <Notice kind="error">{t('alarms.failed', { reason })}</Notice>}
        <div className="form-actions">
          <button type="button" onClick={onClose}>
            {t('alarms.cancel')}
          </button>
          <button type="submit" className="is-primary" disabled={isSending || isLoading}>
            {t('security.confirm')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
