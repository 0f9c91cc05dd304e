import { useState } from 'react'
import type { ForecastView } from '../../../protocol/forecast.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { ConstraintTable } from './constraint-table.tsx'
import type { Constraint } from './forecast-data.ts'
import { ForecastFan } from './forecast-fan.tsx'
import { useForecastWords } from './forecast-words.ts'
import { LimitChanges } from './limit-changes.tsx'

/** What runs out first in words, all that can run out as a table, and the fan of one of them. */
export function ForecastTold({ told }: { readonly told: ForecastView }) {
  const { live, simulated } = useTwin()
  const { day, t } = useTranslator()
  const { dated, nameOfConstraint } = useForecastWords(told.path)
  const [chosen, setChosen] = useState<string>()
  const [first] = told.constraints
  const shown = told.constraints.find((one) => keyOf(one) === chosen) ?? first
  const use = shown && told.uses[shown.use]
  return (
    <div className="folded-told">
      {told.day !== null && (
        <p>{t(told.basis === 'planned' ? 'forecast.ofDay' : 'forecast.asThen', { day: day(told.day) })}</p>
      )}
      <p className="forecast-first">
        {first && told.first ? (
          <>
            {t('forecast.first')} <strong>{nameOfConstraint(first)}</strong>:{' '}
            {first.full?.isFull
              ? t(told.basis === 'planned' ? 'forecast.isFullThen' : 'forecast.isFull')
              : t('forecast.firstDates', {
                  p10: dated(first.full?.p10),
                  p50: dated(first.full?.p50),
                  p90: dated(first.full?.p90),
                })}
          </>
        ) : (
          saidOfNone()
        )}
        {simulated && <span className="is-quiet-text"> {t('simulated.hint')}</span>}
      </p>
      <ConstraintTable
        told={told}
        chosen={shown && keyOf(shown)}
        keyOf={keyOf}
        onChoose={(constraint) => setChosen(keyOf(constraint))}
      />
      {shown && use && (
        <ForecastFan
          key={`${keyOf(shown)} ${told.at}`}
          path={told.path}
          now={told.at}
          measuredUntil={told.basis === 'planned' ? live.serverNow() : told.at}
          standsFrom={told.standsFrom}
          constraint={shown}
          use={use}
        />
      )}
      <LimitChanges changes={told.changes} />
    </div>
  )

  function saidOfNone(): string {
    if (told.constraints.some(({ full }) => full)) return t('forecast.nothing')
    return told.standsFrom === null
      ? t('forecast.silent')
      : `${t('forecast.silent')} (${t('forecast.notBuilt', { day: day(told.standsFrom) })})`
  }
}

function keyOf({ kind, place }: Constraint): string {
  return `${kind} ${place}`
}
