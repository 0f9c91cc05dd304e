import { useTranslator } from '../../ui/translator-context.ts'
import type { Use } from './forecast-data.ts'

const DAY_MS = 86_400_000

interface RefusedProps {
  readonly now: number
  readonly name: string
  /** The day on which the place comes. */
  readonly standsFrom: string | null
  readonly forecast: Extract<Use['forecast'], { kind: 'refused' }>
}

/** Why nothing is foretold yet, how far the record is, and from when on it will be. */
export function Refused({ now, name, standsFrom, forecast: { measuredDays, neededDays, reason } }: RefusedProps) {
  const { count, day, t } = useTranslator()
  if (reason === 'cannot-be-back-tested') return <p className="forecast-refused">{t('forecast.untested')}</p>
  if (reason === 'beyond-five-years' || reason === 'not-built-yet') {
    return (
      <div className="forecast-refused">
        <p>
          <strong>{name}</strong>:{' '}
          {reason === 'beyond-five-years'
            ? t('forecast.beyond')
            : t('forecast.notBuilt', { day: day(standsFrom ?? '') })}
        </p>
      </div>
    )
  }
  const from = new Date(now + (neededDays - measuredDays) * DAY_MS).toISOString().slice(0, 10)
  return (
    <div className="forecast-refused">
      <p>
        <strong>{name}</strong>: {t('forecast.tooShort', { count: measuredDays, needed: neededDays, from: day(from) })}
      </p>
      <progress
        max={neededDays}
        value={measuredDays}
        aria-label={t('forecast.daysOf', { needed: count(neededDays) })}
      />
      <p className="is-quiet-text">{t('forecast.whyEightWeeks')}</p>
    </div>
  )
}
