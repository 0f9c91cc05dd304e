import { useTranslator } from '../../ui/translator-context.ts'
import type { Use } from './forecast-data.ts'

interface HowItHeldProps {
  readonly forecast: Extract<Use['forecast'], { kind: 'forecast' }>
  readonly unit: Use['unit']
}

/** Days ahead whose errors are told. */
const TOLD = [7, 28, 91, 182]

/** How forecasts from days of the past came out. */
export function HowItHeld({ forecast: { errors, held, judged, measuredDays }, unit }: HowItHeldProps) {
  const { count, measured, t } = useTranslator()
  const told = errors.filter(({ days }) => TOLD.includes(days))
  return (
    <p className="is-quiet-text">
      {t('forecast.measuredDays', { count: measuredDays })}{' '}
      {held === null
        ? t('forecast.notJudged')
        : t('forecast.held', { share: measured(held, 'share'), judged: count(judged) })}{' '}
      {told.length > 0 &&
        t('forecast.errors', {
          list: told
            .map(({ days, medianError }) => t('forecast.errorAt', { count: days, error: measured(medianError, unit) }))
            .join(', '),
        })}
    </p>
  )
}
