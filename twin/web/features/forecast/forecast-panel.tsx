import { useCallback, useState } from 'react'
import type { ForecastView } from '../../../protocol/forecast.ts'
import { useTwin } from '../../twin-context.ts'
import { Notice } from '../../ui/notice.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useRemote } from '../../ui/use-remote.ts'
import './forecast.css'

const REFRESH_MS = 3_600_000
const WEEKS_OF_YEAR = 52

/** What a place will draw and when it is full. Asked for when it is opened: the server goes through its history for it. */
export function ForecastPanel({ path }: { readonly path: string }) {
  const { t } = useTranslator()
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="forecast" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <h2>{t('forecast.title')}</h2> <span className="is-quiet-text">{t('forecast.hint')}</span>
      </summary>
      {isOpen && <Body path={path} />}
    </details>
  )
}

function Body({ path }: { readonly path: string }) {
  const { api } = useTwin()
  const { t } = useTranslator()
  const load = useCallback((signal: AbortSignal) => api.forecast(path, signal), [api, path])
  const { answer, error, reload } = useRemote(load, REFRESH_MS)
  if (answer) return <Power power={answer.power} />
  if (!error) return <Notice>{t('forecast.loading')}</Notice>
  return (
    <Notice kind="error" onRetry={reload}>
      {t('forecast.failed', { reason: error.message })}
    </Notice>
  )
}

function Power({ power: { forecast, full, limit } }: { readonly power: ForecastView['power'] }) {
  const { count, day, measured, t } = useTranslator()
  if (forecast.kind === 'refused') {
    const { measuredDays, neededDays, reason } = forecast
    if (reason === 'cannot-be-back-tested') return <Notice>{t('forecast.untested')}</Notice>
    return <Notice>{t('forecast.tooShort', { measured: count(measuredDays), needed: count(neededDays) })}</Notice>
  }
  const year = forecast.days[WEEKS_OF_YEAR]
  const dated = (at: number | null) =>
    at === null ? t('forecast.never') : day(new Date(at).toISOString().slice(0, 10))
  return (
    <dl>
      <dt>{t('forecast.perWeek')}</dt>
      <dd>{measured(forecast.perDay * 7, 'W')}</dd>
      {year && (
        <>
          <dt>{t('forecast.inYear')}</dt>
          <dd>{[year.p10, year.p50, year.p90].map((watts) => measured(watts, 'W')).join(' · ')}</dd>
        </>
      )}
      <dt>{t('forecast.limit')}</dt>
      <dd>{limit === null ? t('forecast.noLimit') : measured(limit, 'W')}</dd>
      {full &&
        (['p10', 'p50', 'p90'] as const).map((chance) => (
          <div key={chance}>
            <dt>{t(`forecast.${chance}`)}</dt>
            <dd>{dated(full[chance])}</dd>
          </div>
        ))}
      {forecast.held !== null && (
        <>
          <dt>{t('forecast.held')}</dt>
          <dd>{count(forecast.held * 10)}</dd>
        </>
      )}
    </dl>
  )
}
