import { useCallback } from 'react'
import { useTwin } from '../../twin-context.ts'
import { LossCounts } from '../../ui/loss-counts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'

/** Whether the thing may be taken out now, by what its loss adds to what is lost already. */
export function MayTakeOut({ path }: { readonly path: string }) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.mayTakeOut(path, signal), [api, path])
  const { answer, error } = useRemote(load)
  if (error) return <Notice kind="error">{t('maintenance.unanswered', { reason: error.message })}</Notice>
  if (!answer) return <p className="is-quiet-text">{t('thing.loading')}</p>
  return (
    <div className={`may-take-out is-${answer.verdict}`} role="status">
      <strong>{t(`maintenance.verdict.${answer.verdict}`)}</strong>
      <p>
        <LossCounts counts={answer.atOnce} />
      </p>
      {answer.later && (
        <p>
          {t('alarms.restsLater', { count: Math.max(1, Math.round((answer.later.afterSeconds ?? 0) / 60)) })}:{' '}
          <LossCounts counts={answer.later} />
        </p>
      )}
      {answer.lostAlready.length > 0 && (
        <p className="is-quiet-text">{t('maintenance.lostAlready', { paths: answer.lostAlready.join(', ') })}</p>
      )}
    </div>
  )
}
