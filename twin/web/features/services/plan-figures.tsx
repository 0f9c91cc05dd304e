import { useRef } from 'react'
import type { Translator } from '../../i18n/translator.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import { placeName } from './place-name.ts'
import { type JudgedPlan, type PlanRow, planRows } from './plan-rows.ts'

/** Of millions of threads a change of fifty is to be seen; of memory, which is in PiB then, one of ten GiB. */
const SIGNIFICANT_DIGITS = { GPU: 9, GiB: 7, vCPU: 9 } as const

/** Power, energy and headroom before and after a plan. */
export function PlanFigures({ plan }: { readonly plan: JudgedPlan }) {
  const { estate } = useTwin()
  const translator = useTranslator()
  const { t } = translator
  const name = (path: string) => placeName(estate, path, translator)
  const scroller = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(scroller)
  return (
    <div ref={scroller} className="service-scroll">
      <table className="plan-figures is-slim" aria-label={t('services.plan.headroom')}>
        <thead>
          <tr>
            <th scope="col">{t('services.plan.headroom')}</th>
            <th scope="col" className="is-number">
              {t('services.plan.before')}
            </th>
            <th scope="col" className="is-number">
              {t('services.plan.after')}
            </th>
            <th scope="col" className="is-number">
              {t('services.plan.difference')}
            </th>
          </tr>
        </thead>
        <tbody>
          {planRows(plan).map((row) => (
            <tr key={`${row.key} ${row.site} ${row.lost ?? ''}`}>
              <th scope="row">
                {t(`services.plan.${row.key}`, { site: name(row.site) })}
                {row.lost !== undefined && ` ${t('services.plan.without', { lost: name(row.lost) })}`}
              </th>
              <td className="is-number">{amountText(row.before, row, translator)}</td>
              <td className="is-number">{amountText(row.after, row, translator)}</td>
              <td className="is-number">{differenceText(row, translator)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** In a line what a plan changes at once: power, energy, losses that fit. */
export function PlanDifferences({ plan }: { readonly plan: JudgedPlan }) {
  const translator = useTranslator()
  const said = planRows(plan)
    .filter(({ key }) => key === 'watts' || key === 'energy')
    .map((row) => differenceText(row, translator))
  const { fit, of } = plan.after.losses
  const { count, t } = translator
  return (
    <span className="is-quiet-text">
      {said.join(' · ')} {t('services.plan.aYear')} · {t('services.plan.losses')}:{' '}
      {t('services.plan.lossesOf', { fit: count(fit), of: count(of) })}
    </span>
  )
}

type Words = Pick<Translator, 't' | 'count' | 'figure' | 'measured'>

function amountText(value: number, { of, unit }: PlanRow, { count, figure, measured, t }: Words): string {
  if (unit === 'losses')
    return of === undefined ? count(value) : t('services.plan.lossesOf', { fit: count(value), of: count(of) })
  if (unit === 'W') return measured(value, 'W')
  return unit === 'kWh' ? `${count(value)}\u00a0kWh` : figure(value, unit, SIGNIFICANT_DIGITS[unit])
}

function differenceText(row: PlanRow, words: Words): string {
  const change = row.after - row.before
  if (change === 0) return '0'
  return `${change > 0 ? '+' : '−'}${amountText(Math.abs(change), { ...row, of: undefined }, words)}`
}
