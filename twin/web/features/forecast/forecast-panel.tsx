import { lazy, Suspense, useCallback } from 'react'
import { useTwin } from '../../twin-context.ts'
import { FoldedPanel } from '../../ui/folded-panel.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import './forecast.css'

const ForecastTold = lazy(() => import('./forecast-told.tsx').then(({ ForecastTold }) => ({ default: ForecastTold })))

const REFRESH_MS = 3_600_000

/** When a place is full, and of what. Asked for when it is opened: the server goes through its history for it. */
export function ForecastPanel({ path }: { readonly path: string }) {
  const { t } = useTranslator()
  return (
    <FoldedPanel className="forecast" title={t('forecast.title')} hint={t('forecast.hint')}>
      <Body path={path} />
    </FoldedPanel>
  )
}

function Body({ path }: { readonly path: string }) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.forecast(path, signal), [api, path])
  const { answer, error, reload } = useRemote(load, REFRESH_MS)
  const loading = <Notice>{t('forecast.loading')}</Notice>
  if (answer) {
    return (
      <Suspense fallback={loading}>
        <ForecastTold told={answer} />
      </Suspense>
    )
  }
  if (!error) return loading
  return (
    <Notice kind="error" onRetry={reload}>
      {t('forecast.failed', { reason: error.message })}
    </Notice>
  )
}
