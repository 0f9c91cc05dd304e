import { useState } from 'react'
import type { ProgressEntryView } from '../../../protocol/build-out.ts'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { useSigner } from '../../ui/signed-by.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import type { Remote } from '../../ui/use-remote.ts'
import { percentText } from './progress-draft.ts'

interface ProgressEntriesProps {
  readonly entries: Remote<readonly ProgressEntryView[]>
  readonly onChanged: () => void
}

/** What was entered of an activity, with who and when, each to be taken back. */
export function ProgressEntries({ entries: { answer, error, reload }, onChanged }: ProgressEntriesProps) {
  const { api } = useTwin()
  const { dateTime, day, inScript, language, t } = useTranslator()
  const { by } = useSigner()
  const [reason, setReason] = useState<string>()
  const undo = async (id: string) => {
    setReason(undefined)
    try {
      await api.withdrawProgress(id, by)
      onChanged()
    } catch (failure) {
      setReason(failure instanceof Error ? failure.message : String(failure))
    }
  }
  return (
    <section className="progress-entries">
      <h3>{t('progress.entries')}</h3>
      {error && (
        <Notice kind="error" onRetry={reload}>
          {t('thing.failed', { reason: error.message })}
        </Notice>
      )}
      {reason !== undefined && <Notice kind="error">{t('progress.failed', { reason })}</Notice>}
      {answer?.length === 0 && <p className="is-quiet-text">{t('progress.none')}</p>}
      <ul>
        {answer?.map((entry) => (
          <li key={entry.id}>
            <span>
              <span className={entry.withdrawn ? 'is-withdrawn' : undefined}>
                {t('progress.entry', { percent: percentText(entry.percent, language), day: day(entry.at) })}
              </span>
              {entry.evidence !== undefined && ` · ${inScript(entry.evidence)}`}
              <br />
              <span className="is-quiet-text">
                {t('progress.enteredBy', { by: inScript(entry.by), at: dateTime(Date.parse(entry.entered)) })}
              </span>
              {entry.withdrawn && (
                <>
                  <br />
                  <span className="is-quiet-text">
                    {t('progress.takenBack', {
                      ...{ by: inScript(entry.withdrawn.by), at: dateTime(Date.parse(entry.withdrawn.at)) },
                    })}
                  </span>
                </>
              )}
            </span>
            {!entry.withdrawn && (
              <button
                type="button"
                aria-label={t('progress.undoOf', { percent: percentText(entry.percent, language), day: day(entry.at) })}
                onClick={() => void undo(entry.id)}
              >
                {t('progress.undo')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
