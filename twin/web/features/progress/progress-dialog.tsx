import { type FormEvent, useCallback, useState } from 'react'
import type { BuildOutActivity, BuildOutView } from '../../../protocol/build-out.ts'
import { hasMessage } from '../../i18n/has-message.ts'
import { useTwin } from '../../twin-context.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SignedBy, useSigner } from '../../ui/signed-by.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import { useToday } from '../../ui/use-today.ts'
import {
  type DraftField,
  draftFaults,
  draftOf,
  MOST_COST,
  MOST_DAYS,
  MOST_PERCENT,
  type ProgressDraft,
  percentText,
  requestOf,
} from './progress-draft.ts'
import { ProgressEntries } from './progress-entries.tsx'
import { ProgressField } from './progress-field.tsx'

interface ProgressDialogProps {
  readonly view: BuildOutView
  readonly activityId: string
  readonly onClose: () => void
  /** Something was entered or taken back: what is shown is to be asked for again. */
  readonly onChanged: () => void
}

/** Enters how far an activity is, and shows what was entered before, to take it back. */
export function ProgressDialog({ view, activityId, onClose, onChanged }: ProgressDialogProps) {
  const { t } = useTranslator()
  const activity = view.activities.find(({ id }) => id === activityId)
  return (
    <Dialog title={t('progress.title')} onClose={onClose}>
      {activity && <ProgressForm key={activityId} {...{ view, activity, onClose, onChanged }} />}
    </Dialog>
  )
}

interface ProgressFormProps extends Omit<ProgressDialogProps, 'activityId'> {
  readonly activity: BuildOutActivity
}

function ProgressForm({ view, activity, onClose, onChanged }: ProgressFormProps) {
  const { api } = useTwin()
  const { count, day, inScript, language, nameOf, t } = useTranslator()
  const { by, isLoading } = useSigner()
  const today = useToday()
  const [draft, setDraft] = useState(() => draftOf(activity, today))
  const [isTried, setTried] = useState(false)
  const [reason, setReason] = useState<string>()
  const entries = useRemote(useCallback((signal: AbortSignal) => api.progress(activity.id, signal), [api, activity.id]))
  const faults = draftFaults(draft, today)
  const faultOf = (field: DraftField, most: number) => {
    const kind = faults.get(field)
    // What is still empty is no mistake before somebody wants to send it.
    if (kind === undefined || (!isTried && (kind === 'range' || kind === 'noDay') && draft[field] === '')) return
    return t(`progress.fault.${kind}`, { most: count(most) })
  }
  const set = (field: keyof ProgressDraft) => (value: string) => setDraft((before) => ({ ...before, [field]: value }))
  const changed = () => {
    entries.reload()
    onChanged()
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    setReason(undefined)
    if (faults.size > 0) return
    try {
      await api.reportProgress(requestOf(draft, activity, by))
      onChanged()
      onClose()
    } catch (error) {
      setReason(error instanceof Error ? error.message : String(error))
    }
  }
  const { done, reported } = activity
  // What the programme takes to be so, or has from the press, names no person.
  const sayer = (who: string) => {
    const source = `source.${who}`
    return hasMessage(source) ? t(source) : inScript(who)
  }
  const before = done === null ? undefined : Math.round(done * 1000) / 10
  const isLess = before !== undefined && draft.percent !== '' && Number(draft.percent) < before
  return (
    <>
      <form className="form" noValidate onSubmit={(event) => void send(event)}>
        <p>
          <strong>{nameOf(activity)}</strong>
          <br />
          <span className="is-quiet-text">
            {reported && before !== undefined
              ? t('progress.known', {
                  percent: percentText(before, language),
                  day: day(reported.at),
                  by: sayer(reported.by),
                })
              : t('progress.unknown')}
          </span>
        </p>
        <div className="progress-fields">
          <ProgressField
            label={t('progress.percent')}
            {...{ type: 'number', value: draft.percent, isRequired: true, onChange: set('percent') }}
            fault={faultOf('percent', MOST_PERCENT)}
          />
          <ProgressField
            label={t('progress.at')}
            {...{ type: 'date', value: draft.at, isRequired: true, onChange: set('at') }}
            fault={faultOf('at', 0)}
          />
          <ProgressField
            label={t('progress.started')}
            {...{ type: 'date', value: draft.started, onChange: set('started') }}
            fault={faultOf('started', 0)}
          />
          <ProgressField
            label={t('progress.finished')}
            {...{ type: 'date', value: draft.finished, onChange: set('finished') }}
            fault={faultOf('finished', 0)}
          />
          <ProgressField
            label={t('progress.remaining')}
            hint={t('progress.remainingHint')}
            {...{ type: 'number', value: draft.remaining, onChange: set('remaining') }}
            fault={faultOf('remaining', MOST_DAYS)}
          />
          <ProgressField
            label={t('progress.cost', { currency: view.currency })}
            {...{ type: 'number', value: draft.cost, onChange: set('cost') }}
            fault={faultOf('cost', MOST_COST)}
          />
        </div>
        {isLess && <Notice>{t('progress.back', { percent: percentText(before, language) })}</Notice>}
        <ProgressField
          label={t('progress.evidence')}
          {...{ type: 'text', most: 500, value: draft.evidence, onChange: set('evidence') }}
        />
        <label>
          {t('progress.note')}
          <textarea
            value={draft.note}
            rows={2}
            maxLength={2000}
            onChange={(event) => set('note')(event.target.value)}
          />
        </label>
        <SignedBy label={t('progress.by')} />
        {reason !== undefined && <Notice kind="error">{t('progress.failed', { reason })}</Notice>}
        <div className="form-actions">
          <button type="button" onClick={onClose}>
            {t('alarms.cancel')}
          </button>
          <button type="submit" className="is-primary" disabled={isLoading}>
            {t('progress.report')}
          </button>
        </div>
      </form>
      <ProgressEntries entries={entries} onChanged={changed} />
    </>
  )
}
