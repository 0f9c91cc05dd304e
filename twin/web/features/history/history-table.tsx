import { type ReactNode, useRef } from 'react'
import { CsvButton } from '../../ui/csv-button.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import type { Series } from './history-data.ts'

/** Buckets shown; the file has all. */
const MOST_ROWS = 60

interface HistoryTableProps {
  readonly thing: string
  readonly series: readonly Series[]
  /** Beside the button that saves the table. */
  readonly tools: ReactNode
}

/** The chart's values in words, newest first, folded away until wanted. */
export function HistoryTable({ thing, series, tools }: HistoryTableProps) {
  const { t, measured, dateTime } = useTranslator()
  const scroller = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(scroller)
  const names = series.map(({ path }) => path.slice(thing.length + 1))
  const rows = rowsOf(series)
  const resolutions = [...new Set(series.map(({ resolution }) => t(`history.resolution.${resolution}`)))].join(', ')
  return (
    <div className="chart-foot">
      <span className="is-quiet-text">{t('history.resolution', { resolution: resolutions })}</span>
      <CsvButton label={t('history.csvLabel')} fileName={`${thing}-history`} rows={() => csvRows(series)} />
      {tools}
      <details>
        <summary>{t('history.table')}</summary>
        <div ref={scroller} className="chart-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">{t('history.time')}</th>
                {names.map((name) => (
                  <th key={name} scope="col" className="is-number">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST_ROWS).map(({ at, values }) => (
                <tr key={at}>
                  <th scope="row">{dateTime(at)}</th>
                  {series.map(({ path, unit }, column) => (
                    <td key={path} className="is-number">
                      {measured(values[column], unit)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </div>
  )
}

/** Newest first, without times at which nothing was measured. */
function rowsOf(
  series: readonly Series[],
): { readonly at: number; readonly values: readonly (number | null | undefined)[] }[] {
  const times = [...new Set(series.flatMap(({ at, count }) => at.filter((_, row) => (count[row] ?? 0) > 0)))]
  const rowOf = series.map(({ at }) => new Map(at.map((time, row) => [time, row])))
  return times
    .sort((one, other) => other - one)
    .map((at) => ({ at, values: series.map(({ mean }, column) => mean[rowOf[column]?.get(at) ?? -1]) }))
}

function csvRows(series: readonly Series[]) {
  return [
    ['point', 'unit', 'at', 'min', 'mean', 'max', 'last', 'count'],
    ...series.flatMap(({ path, unit, at, min, mean, max, last, count }) =>
      at.map((time, row) => [
        path,
        unit,
        new Date(time).toISOString(),
        min[row] ?? null,
        mean[row] ?? null,
        max[row] ?? null,
        last[row] ?? null,
        count[row] ?? 0,
      ]),
    ),
  ]
}
