import { useState } from 'react'
import type { ForecastView } from '../../../protocol/forecast.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { ConstraintTable } from './constraint-table.tsx'
import type { Constraint } from './forecast-data.ts'
import { ForecastFan } from './forecast-fan.tsx'
import { useForecastWords } from './forecast-words.ts'

/** What runs out first in words, all that can run out as a table, and the fan of one of them. */
export function ForecastTold({ told }: { readonly told: ForecastView }) {
  const { simulated } = useTwin()
  const { t } = useTranslator()
  const { dated, nameOfConstraint } = useForecastWords(told.path)
  const [chosen, setChosen] = useState<string>()
  const [first] = told.constraints
  const shown = told.constraints.find((one) => keyOf(one) === chosen) ?? first
  const use = shown && told.uses[shown.use]
  return (
    <div className="folded-told">
      <p className="forecast-first">
        {first && told.first ? (
          <>
            {t('forecast.first')} <strong>{nameOfConstraint(first)}</strong>:{' '}
            {first.full?.isFull
              ? t('forecast.isFull')
              : t('forecast.firstDates', {
                  p10: dated(first.full?.p10),
                  p50: dated(first.full?.p50),
                  p90: dated(first.full?.p90),
                })}
          </>
        ) : (
          t(told.constraints.some(({ full }) => full) ? 'forecast.nothing' : 'forecast.silent')
        )}
        {simulated && <span className="is-quiet-text"> {t('simulated.hint')}</span>}
      </p>
      <ConstraintTable
        told={told}
        chosen={shown && keyOf(shown)}
        keyOf={keyOf}
        onChoose={(constraint) => setChosen(keyOf(constraint))}
      />
      {shown && use && <ForecastFan key={keyOf(shown)} path={told.path} now={told.at} constraint={shown} use={use} />}
    </div>
  )
}

function keyOf({ kind, place }: Constraint): string {
  return `${kind} ${place}`
}
