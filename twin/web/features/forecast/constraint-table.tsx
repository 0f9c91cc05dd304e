import { useId, useRef } from 'react'
import type { ForecastView } from '../../../protocol/forecast.ts'
import { useTwin } from '../../twin-context.ts'
import { CsvButton } from '../../ui/csv-button.tsx'
import { ThingLink } from '../../ui/place-link.tsx'
import { thingTrail } from '../../ui/thing-trail.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import { amount } from './amount.ts'
import type { Constraint, Use } from './forecast-data.ts'
import { useForecastWords } from './forecast-words.ts'

interface ConstraintTableProps {
  readonly told: ForecastView
  readonly chosen: string | undefined
  readonly keyOf: (constraint: Constraint) => string
  readonly onChoose: (constraint: Constraint) => void
}

const CHANCES = ['p10', 'p50', 'p90'] as const

/** Everything that can run out, the first in front, with its dates or the reason why it has none. */
export function ConstraintTable({ told, chosen, keyOf, onChoose }: ConstraintTableProps) {
  const translator = useTranslator()
  const { measured, t } = translator
  const { nameOfConstraint } = useForecastWords(told.path)
  const group = useId()
  const isPlanned = told.basis === 'planned'
  const scroller = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(scroller)
  return (
    <>
      <div ref={scroller} className="folded-scroll forecast-scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('forecast.what')}</th>
              {CHANCES.map((chance) => (
                <th key={chance} scope="col" title={t(`forecast.${chance}`)}>
                  {t('forecast.fullBy', { chance: chance.toUpperCase() })}
                </th>
              ))}
              <th scope="col" className="is-number">
                {t(isPlanned ? 'forecast.plannedUse' : 'forecast.level')}
              </th>
              <th scope="col" className="is-number">
                {t('forecast.limit')}
              </th>
              <th scope="col" className="is-number">
                {t('forecast.perWeek')}
              </th>
            </tr>
          </thead>
          <tbody>
            {told.constraints.map((constraint) => {
              const use = told.uses[constraint.use]
              const forecast = use?.forecast.kind === 'forecast' ? use.forecast : undefined
              const key = keyOf(constraint)
              return (
                <tr key={key}>
                  <th scope="row">
                    <label>
                      <input type="radio" name={group} checked={key === chosen} onChange={() => onChoose(constraint)} />{' '}
                      {nameOfConstraint(constraint)}
                    </label>
                  </th>
                  <Dates told={told} constraint={constraint} use={use} />
                  <td className="is-number">
                    {amount(translator, isPlanned ? use?.planned : forecast?.level, constraint.unit)}
                  </td>
                  <td className="is-number">
                    {amount(translator, constraint.limit, constraint.unit)}
                    {constraint.by !== null && constraint.by !== told.path && (
                      <div className="forecast-limited-by">
                        <LimitedBy path={constraint.by} />
                      </div>
                    )}
                  </td>
                  <td className="is-number">{measured(forecast && forecast.perDay * 7, constraint.unit)}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
      <div className="forecast-tools">
        <span className="is-quiet-text">{t('forecast.chances')}</span>
        <CsvButton label={t('table.csvLabel')} fileName={`${told.path}-when-full`} rows={() => csvRows(told)} />
      </div>
    </>
  )
}

function LimitedBy({ path }: { readonly path: string }) {
  const { estate } = useTwin()
  return (
    <ThingLink path={path} title={path}>
      {thingTrail(estate, path, useTranslator())}
    </ThingLink>
  )
}

interface DatesProps {
  readonly told: ForecastView
  readonly constraint: Constraint
  readonly use: Use | undefined
}

function Dates({ told: { at, basis, path, standsFrom }, constraint, use }: DatesProps) {
  const { live } = useTwin()
  const { day, t } = useTranslator()
  const { dated, datedInShort } = useForecastWords(path)
  const { full } = constraint
  if (full?.isFull)
    return (
      <td colSpan={3} className="forecast-reason">
        {t(basis === 'planned' ? 'forecast.isFullThen' : 'forecast.isFull')}
      </td>
    )
  if (full) {
    if (CHANCES.every((chance) => full[chance] === null))
      return (
        <td colSpan={3} className="forecast-reason">
          {t('forecast.never')}
        </td>
      )
    return CHANCES.map((chance) => <td key={chance}>{datedInShort(full[chance])}</td>)
  }
  return (
    <td colSpan={3} className="forecast-reason is-quiet-text">
      <p>{reasonOf()}</p>
    </td>
  )

  function reasonOf(): string {
    if (use?.forecast.kind === 'refused') {
      const { measuredDays, neededDays, reason } = use.forecast
      if (reason === 'cannot-be-back-tested') return t('forecast.untested')
      if (reason === 'beyond-five-years') return t('forecast.beyond')
      if (reason === 'not-built-yet') return t('forecast.notBuilt', { day: day(standsFrom ?? '') })
      // The record of a day to come ends today.
      const measuredUntil = basis === 'planned' ? live.serverNow() : at
      const speaks = measuredUntil + (neededDays - measuredDays) * 86_400_000
      return t('forecast.tooShort', { count: measuredDays, needed: neededDays, from: dated(speaks) })
    }
    return t(constraint.none === 'declared-is-less' ? 'forecast.declaredIsLess' : 'forecast.noLimit')
  }
}

function csvRows({ constraints, uses }: ForecastView) {
  const iso = (at: number | null | undefined) =>
    typeof at === 'number' ? new Date(at).toISOString().slice(0, 10) : null
  return [
    [
      'constraint',
      'place',
      'unit',
      'level',
      'planned',
      'limit',
      'limited by',
      'per day',
      'full',
      'p10',
      'p50',
      'p90',
      'reason',
    ],
    ...constraints.map(({ by, full, kind, limit, none, place, unit, use }) => {
      const forecast = uses[use]?.forecast
      const told = forecast?.kind === 'forecast' ? forecast : undefined
      return [
        ...[kind, place, unit, told?.level, uses[use]?.planned, limit, by, told?.perDay],
        ...[full && (full.isFull ? 'now' : 'later'), iso(full?.p10), iso(full?.p50), iso(full?.p90)],
        forecast?.kind === 'refused' ? forecast.reason : none,
      ]
    }),
  ]
}
