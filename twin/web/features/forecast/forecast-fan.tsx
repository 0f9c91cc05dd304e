import { lazy, Suspense, useRef } from 'react'
import { savePng } from '../../export/save-png.ts'
import { useTwin } from '../../twin-context.ts'
import '../../ui/chart.css'
import { CsvButton } from '../../ui/csv-button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { SaveButton } from '../../ui/save-button.tsx'
import { useThemeName } from '../../ui/theme-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { amount } from './amount.ts'
import { forecastCaption } from './forecast-caption.ts'
import { type Constraint, forecastCsv, type Use } from './forecast-data.ts'
import { ForecastMonths } from './forecast-months.tsx'
import { useForecastWords } from './forecast-words.ts'
import { HowItHeld } from './how-it-held.tsx'
import { Refused } from './refused.tsx'

const ForecastChart = lazy(() =>
  import('./forecast-chart.tsx').then(({ ForecastChart }) => ({ default: ForecastChart })),
)

interface ForecastFanProps {
  /** The place that was asked of. */
  readonly path: string
  /** When, in epoch milliseconds. */
  readonly now: number
  /** Where the record ends: of a day to come today. */
  readonly measuredUntil: number
  /** The day on which a place comes that does not stand today. */
  readonly standsFrom: string | null
  readonly constraint: Constraint
  readonly use: Use
}

/** One constraint: what was, the fan, how earlier forecasts came out, the same by month. Refused it says when it will speak. */
export function ForecastFan({ path, now, measuredUntil, standsFrom, constraint, use }: ForecastFanProps) {
  const { simulated } = useTwin()
  const translator = useTranslator()
  const { nameOf, t } = translator
  const { dated, nameOfConstraint } = useForecastWords(path)
  const theme = useThemeName()
  const frame = useRef<HTMLDivElement>(null)
  const name = nameOfConstraint(constraint)
  const { forecast } = use
  if (forecast.kind === 'refused')
    return <Refused now={measuredUntil} name={name} standsFrom={standsFrom} forecast={forecast} />
  const label = t('forecast.chart', {
    name,
    level: amount(translator, forecast.level, use.unit),
    limit: amount(translator, constraint.limit, use.unit),
    p50: constraint.full?.isFull ? t('forecast.isFull') : dated(constraint.full?.p50),
  })
  const save = async () => {
    const picture = frame.current?.querySelector('canvas')
    if (!picture) throw new Error(t('forecast.loading'))
    const caption = forecastCaption({ path, name, constraint, use, theme, simulated, dated }, translator)
    await savePng({ picture, caption, name: `${path}-forecast-${constraint.kind}` })
  }
  return (
    <figure className="forecast-fan">
      <figcaption>{name}</figcaption>
      <Suspense fallback={<Notice>{t('forecast.loading')}</Notice>}>
        <ForecastChart frame={frame} use={use} constraint={constraint} now={now} label={label} />
      </Suspense>
      <HowItHeld forecast={forecast} unit={use.unit} />
      {use.steps.length > 0 && (
        <ul className="forecast-steps">
          {use.steps.map(({ amount: added, at, ...step }) => (
            <li key={`${at} ${step.name}`}>
              {dated(at)}: {nameOf(step)}, {added > 0 ? '+' : '−'}
              {amount(translator, Math.abs(added), use.unit)}
            </li>
          ))}
        </ul>
      )}
      <div className="chart-foot">
        <CsvButton
          label={t('forecast.csvLabel')}
          fileName={`${path}-forecast-${constraint.kind}`}
          rows={() => forecastCsv(use, constraint.limit)}
        />
        <SaveButton kind={t('picture.png')} label={t('history.pngLabel')} onSave={save} />
        <ForecastMonths use={use} name={name} />
      </div>
    </figure>
  )
}
