import type { ForecastView } from '../../../protocol/forecast.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'

type Change = NonNullable<ForecastView['changes']>[number]

/** The days on which the programme changes what a place has, each with the way to the estate of that day. */
export function LimitChanges({ changes }: { readonly changes: ForecastView['changes'] }) {
  const { place } = useTwin()
  const { day, measured, nameOf, t } = useTranslator()
  if (changes === null) return <p className="is-quiet-text">{t('forecast.changesUnknown')}</p>
  if (changes.length === 0) return null
  const signOf = (amount: number) => (amount > 0 ? '+' : '−')
  const amountsOf = ({ itCapacity, racks, watts }: Change) =>
    [
      racks !== 0 && t('forecast.changeRacks', { sign: signOf(racks), count: Math.abs(racks) }),
      itCapacity !== 0 &&
        t('forecast.changeCapacity', { sign: signOf(itCapacity), watts: measured(Math.abs(itCapacity), 'W') }),
      watts !== 0 && t('forecast.changeDraw', { sign: signOf(watts), watts: measured(Math.abs(watts), 'W') }),
    ].filter((text) => text !== false)
  return (
    <div>
      <p>{t('forecast.changes')}</p>
      <ul className="forecast-steps">
        {changes.map((change) => (
          <li key={change.day}>
            {day(change.day)}: {change.names.map(nameOf).join(', ')} ({amountsOf(change).join(', ')}){' '}
            <button type="button" className="is-quiet" onClick={() => place.getState().go({ at: change.day })}>
              {t('forecast.changeShow')}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
