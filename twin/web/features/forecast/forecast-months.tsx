import { useRef } from 'react'
import { useTranslator } from '../../ui/translator-context.ts'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'
import { amount } from './amount.ts'
import { monthRows, type Use } from './forecast-data.ts'

/** The drawing in words, by month, folded away until wanted. */
export function ForecastMonths({ use, name }: { readonly use: Use; readonly name: string }) {
  const translator = useTranslator()
  const { language, t } = translator
  const scroller = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(scroller)
  const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return (
    <details>
      <summary>{t('forecast.months')}</summary>
      <div ref={scroller} className="chart-scroll">
        <table aria-label={`${name}: ${t('forecast.months')}`}>
          <thead>
            <tr>
              <th scope="col">{t('forecast.month')}</th>
              {[t('forecast.mean'), 'P10', 'P50', 'P90'].map((heading) => (
                <th key={heading} scope="col" className="is-number">
                  {heading}
                </th>
              ))}
              <th scope="col">{t('forecast.steps')}</th>
            </tr>
          </thead>
          <tbody>
            {monthRows(use).map((row) => (
              <tr key={row.month}>
                <th scope="row">{month.format(Date.parse(`${row.month}-01T00:00:00Z`))}</th>
                {(['mean', 'p10', 'p50', 'p90'] as const).map((column) => (
                  <td key={column} className="is-number">
                    {amount(translator, row[column], use.unit)}
                  </td>
                ))}
                <td>{row.steps.join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
