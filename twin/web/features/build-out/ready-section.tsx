import { useCallback, useMemo } from 'react'
import { MEASURES, type Measure } from '../../../analysis/build-out/readiness.ts'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { useTranslator } from '../../ui/translator-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { ChartFigure } from './chart-figure.tsx'
import { MeasureChoice } from './measure-choice.tsx'
import { type HandOverRow, handOverRows, readyColumns, sumBy } from './ready-steps.ts'
import type { ChartLine } from './time-chart.tsx'
import { ToldTable } from './told-table.tsx'
import { useBuildOutWords } from './use-build-out-words.ts'

interface ReadySectionProps {
  readonly view: BuildOutView
  /** ISO, of the slider. */
  readonly day: string
  readonly span: { readonly first: string; readonly last: string }
  readonly onSelect: (activity: string) => void
}

/** Area, racks, power, cooling and connections that are ready by which day, as steps and by hand-over. */
export function ReadySection({ view, day, span, onSelect }: ReadySectionProps) {
  const { t, day: dayText } = useTranslator()
  const words = useBuildOutWords(view)
  const wanted = usePlace(({ buildOut }) => buildOut.measure)
  const there = MEASURES.filter((measure) => view.ready.steps.some((step) => step.measure === measure))
  const measure = there.find((one) => one === wanted) ?? there[0]
  const rows = useMemo(() => handOverRows(view, view.baseline), [view])
  return (
    <Section
      title={t('buildOut.ready')}
      tools={measure !== undefined && <MeasureChoice choices={there} chosen={measure} />}
    >
      <p className="is-quiet-text">{t('buildOut.readyBy', { day: dayText(day) })}</p>
      <dl className="build-out-ready">
        {there.map((one) => (
          <div key={one}>
            <dt>{t(`buildOut.measure.${one}`)}</dt>
            <dd>{words.amount(one, sumBy(view.ready.steps, one, day))}</dd>
          </div>
        ))}
      </dl>
      {measure === undefined ? (
        <Notice>{t('buildOut.nothingReady')}</Notice>
      ) : (
        <Steps key={measure} {...{ view, day, span, measure }} />
      )}
      <Untested view={view} />
      {rows.length > 0 && <HandOvers {...{ view, rows, day, onSelect }} />}
    </Section>
  )
}

function Steps({ view, day, span, measure }: Omit<ReadySectionProps, 'onSelect'> & { readonly measure: Measure }) {
  const { t, day: dayText } = useTranslator()
  const words = useBuildOutWords(view)
  const { built, expected, planned, seconds } = useMemo(
    () => readyColumns(view, measure, view.baseline, span),
    [view, measure, span],
  )
  const lines = useMemo(() => {
    const all: readonly ChartLine[] = [
      { label: t('time.built'), values: built, stroke: 0 },
      { label: t('buildOut.expected'), values: expected, stroke: 2 },
      ...(planned.some((one) => one !== null) ? [{ label: t('buildOut.baseline'), values: planned, stroke: 1 }] : []),
    ]
    return all
  }, [built, expected, planned, t])
  const text = useCallback((value: number) => words.amount(measure, value), [words, measure])
  return (
    <ChartFigure
      {...{ seconds, lines, text, day, dataDate: view.dataDate }}
      title={`${t('buildOut.ready')} · ${t(`buildOut.measure.${measure}`)}`}
      isStepped
      notes={[t('buildOut.dataDateIs', { day: dayText(view.dataDate) })]}
      fileName={`build-out-ready-${measure}`}
    />
  )
}

/** Power that nobody will have shown to work. */
function Untested({ view }: { readonly view: BuildOutView }) {
  const { t } = useTranslator()
  const words = useBuildOutWords(view)
  if (view.ready.untested.length === 0) return null
  return (
    <ul className="build-out-reason">
      {view.ready.untested.map(({ activity, power }) => (
        <li key={activity}>
          {t('buildOut.untested', { name: words.nameOf(activity), power: words.amount('power', power) })}
        </li>
      ))}
    </ul>
  )
}

interface HandOversProps extends Pick<ReadySectionProps, 'view' | 'day' | 'onSelect'> {
  readonly rows: readonly HandOverRow[]
}

function HandOvers({ view, rows, day, onSelect }: HandOversProps) {
  const { t } = useTranslator()
  const words = useBuildOutWords(view)
  return (
    <ToldTable label={t('buildOut.handOvers')} csv={{ fileName: 'build-out-ready', rows: () => csvRows(rows) }}>
      <thead>
        <tr>
          <th scope="col">{t('buildOut.handOver')}</th>
          <th scope="col">{t('buildOut.readyDay')}</th>
          <th scope="col" className="is-number">
            {t('buildOut.adds')}
          </th>
          <th scope="col" className="is-number">
            {t('buildOut.sum')}
          </th>
          <th scope="col">{t('buildOut.baseline')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ planned, step, sum }) => (
          <tr key={`${step.activity} ${step.measure}`} className={step.day <= day ? '' : 'is-quiet-text'}>
            <th scope="row">
              <button type="button" className="is-link" onClick={() => onSelect(step.activity)}>
                {words.nameOf(step.activity)}
              </button>
            </th>
            <td>
              {words.shortDay(step.day)} {step.isBuilt && <span className="is-quiet-text">{t('time.built')}</span>}
            </td>
            <td className="is-number">{words.amount(step.measure, step.amount)}</td>
            <td className="is-number">{words.amount(step.measure, sum)}</td>
            <td>{planned === null ? '–' : words.shortDay(planned)}</td>
          </tr>
        ))}
      </tbody>
    </ToldTable>
  )
}

function csvRows(rows: readonly HandOverRow[]) {
  return [
    ['activity', 'package', 'day', 'built', 'measure', 'amount', 'sum', 'baseline'],
    ...rows.map(({ planned, step, sum }) => [
      ...[step.activity, step.package, step.day, step.isBuilt ? 'yes' : 'no'],
      ...[step.measure, step.amount, sum, planned],
    ]),
  ]
}
