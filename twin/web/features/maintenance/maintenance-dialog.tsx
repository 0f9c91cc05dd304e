import { type FormEvent, useState } from 'react'
import { useTwin } from '../../twin-context.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SignedBy, useSigner } from '../../ui/signed-by.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { fromLocalField, toLocalField } from './local-time.ts'
import { MayTakeOut } from './may-take-out.tsx'
import './maintenance.css'

const TWO_HOURS = 7_200_000

/** Asks whether a thing may be taken out, and sets it out of service from one instant to another. */
export function MaintenanceDialog({ path, onClose }: { readonly path: string; readonly onClose: () => void }) {
  const { api, live } = useTwin()
  const { t } = useTranslator()
  const { by, isLoading } = useSigner()
  const [from, setFrom] = useState(() => toLocalField(live.serverNow()))
  const [to, setTo] = useState(() => toLocalField(live.serverNow() + TWO_HOURS))
  const [why, setWhy] = useState('')
  const [failure, setFailure] = useState<string>()
  const isInOrder = fromLocalField(to) > fromLocalField(from)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    try {
      await api.enterMaintenance({
        ...{ path, from: fromLocalField(from), to: fromLocalField(to), reason: why.trim() },
        ...(by !== '' && { by }),
      })
      onClose()
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <Dialog title={t('maintenance.title')} onClose={onClose}>
      <form className="form" onSubmit={(event) => void send(event)}>
        <p className="is-quiet-text">{path}</p>
        <MayTakeOut path={path} />
        <label>
          {t('maintenance.from')}
          <input type="datetime-local" value={from} required onChange={(event) => setFrom(event.target.value)} />
        </label>
        <label>
          {t('maintenance.to')}
          <input type="datetime-local" value={to} required onChange={(event) => setTo(event.target.value)} />
        </label>
        <label>
          {t('maintenance.reason')}
          <textarea value={why} rows={2} maxLength={500} required onChange={(event) => setWhy(event.target.value)} />
        </label>
        <SignedBy label={t('maintenance.by')} />
        <p className="is-quiet-text">{t('maintenance.note')}</p>
        {failure !== undefined && <Notice kind="error">{t('alarms.failed', { reason: failure })}</Notice>}
        <div className="form-actions">
          <button type="button" onClick={onClose}>
            {t('alarms.cancel')}
          </button>
          <button type="submit" className="is-primary" disabled={isLoading || !isInOrder || why.trim() === ''}>
            {t('maintenance.confirm')}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
