import type { BuildOutCurve, BuildOutView } from '../../../protocol/build-out.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { ToldTable } from './told-table.tsx'
import { useBuildOutWords } from './use-build-out-words.ts'

type Figures = NonNullable<BuildOutCurve['figures']>

/** SPI(t) stands right of SPI, which goes to 1 at the end even of what is late. */
const COLUMNS = [
  ['BAC', 'budget', 'amount'],
  ['PV', 'planned', 'amount'],
  ['EV', 'earned', 'amount'],
  ['AC', 'actual', 'amount'],
  ['SV', 'scheduleVariance', 'amount'],
  ['SPI', 'schedulePerformance', 'ratio'],
  ['SPI(t)', 'schedulePerformanceTime', 'ratio'],
  ['ES', 'earnedSchedule', 'months'],
  ['CV', 'costVariance', 'amount'],
  ['CPI', 'costPerformance', 'ratio'],
  ['EAC', 'estimateAtCompletion', 'amount'],
  ['TCPI', 'toCompletePerformance', 'ratio'],
] as const satisfies readonly (readonly [string, keyof Figures, 'amount' | 'ratio' | 'months'])[]

/** What follows from plan, earned and cost, by measure; a dash where there is none, never a figure that nobody measured. */
export function IndexTable({ view }: { readonly view: BuildOutView }) {
  const { language, t } = useTranslator()
  const words = useBuildOutWords(view)
  const ratio = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const months = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const curves = view.curves.filter(({ why }) => why !== 'nothing-planned')
  if (curves.length === 0) return null
  return (
    <ToldTable
      label={t('buildOut.indices')}
      hint={t('buildOut.indexHint')}
      csv={{ fileName: 'build-out-indices', rows: () => csvRows(curves) }}
    >
      <thead>
        <tr>
          <th scope="col">{t('buildOut.measure')}</th>
          {COLUMNS.map(([name]) => (
            <th key={name} scope="col" className="is-number" title={t(`buildOut.index.${name}`)}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {curves.map(({ figures, measure }) => (
          <tr key={measure}>
            <th scope="row">{t(`buildOut.measure.${measure}`)}</th>
            {figures === null ? (
              <td colSpan={COLUMNS.length} className="is-quiet-text">
                {t('buildOut.noIndex')}
              </td>
            ) : (
              COLUMNS.map(([name, key, kind]) => (
                <td key={name} className="is-number">
                  {told(figures[key], kind, measure)}
                </td>
              ))
            )}
          </tr>
        ))}
      </tbody>
    </ToldTable>
  )

  function told(value: number | null, kind: 'amount' | 'ratio' | 'months', measure: BuildOutCurve['measure']): string {
    if (value === null) return '–'
    if (kind === 'amount') return words.amount(measure, value)
    return kind === 'ratio' ? ratio.format(value) : t('buildOut.months', { months: months.format(value) })
  }
}

function csvRows(curves: readonly BuildOutCurve[]) {
  return [
    ['measure', ...COLUMNS.map(([name]) => name), 'reason', 'not reported'],
    ...curves.map(({ figures, measure, unreported, why }) => [
      ...[measure, ...COLUMNS.map(([, key]) => figures?.[key])],
      ...[why, unreported.join(' ')],
    ]),
  ]
}
