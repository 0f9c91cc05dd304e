import { type RefObject, useEffect } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Translator } from '../../i18n/translator.ts'
import { axisDigits } from '../../ui/axis-digits.ts'
import { axisLook, followWidth, lineLegend } from '../../ui/chart-frame.ts'
import { strokeOf } from '../../ui/line-strokes.ts'
import { useThemeName } from '../../ui/theme-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { axisRange } from './history-axes.ts'
import { alignSeries, type Series } from './history-data.ts'

interface HistoryChartProps {
  /** Where the chart is drawn, for who saves it. */
  readonly frame: RefObject<HTMLDivElement | null>
  readonly thing: string
  readonly series: readonly Series[]
  /** Epoch milliseconds. */
  readonly from: number
  readonly to: number
}

const HEIGHT = 220

/** Lines of the means; one vertical axis a unit. */
export function HistoryChart({ frame, thing, series, from, to }: HistoryChartProps) {
  const translator = useTranslator()
  const theme = useThemeName()

  useEffect(() => {
    const element = frame.current
    if (!element) return
    const { seconds, means } = alignSeries(series)
    const look = axisLook(element)
    const units = [...new Set(series.map(({ unit }) => unit))]
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        cursor: { drag: { x: false, y: false } },
        legend: lineLegend((line) => strokeOf(theme, line)),
        scales: {
          x: { time: true, min: from / 1000, max: to / 1000 },
          ...Object.fromEntries(units.map((unit) => [unit, { range: rangeOf(unit) }])),
        },
        axes: [
          { ...look, values: timeLabels(translator.language, to - from) },
          ...units.map((unit, at) => ({
            scale: unit,
            side: at === 0 ? (3 as const) : (1 as const),
            ...look,
            size: 72,
            grid: { ...look.grid, show: at === 0 },
            values: (_: uPlot, splits: number[]) => labelsOf(splits, unit, translator),
          })),
        ],
        series: [
          {
            label: translator.t('history.time'),
            value: (_: uPlot, value: number | null) => (value === null ? '–' : translator.dateTime(value * 1000)),
          },
          ...series.map(({ path, unit }, at) => ({
            label: path.slice(thing.length + 1),
            scale: unit,
            stroke: strokeOf(theme, at).colour,
            dash: [...strokeOf(theme, at).dash],
            width: 1.5,
            spanGaps: false,
            value: (_: uPlot, value: number | null) => translator.measured(value, unit),
          })),
        ],
      },
      [seconds, ...means] as uPlot.AlignedData,
      element,
    )
    return followWidth(chart, element, HEIGHT)
  }, [frame, series, from, to, thing, translator, theme])

  const label = translator.t('history.chart', {
    points: series.map(({ path }) => path.slice(thing.length + 1)).join(', '),
  })
  return <div ref={frame} className="chart is-lined history-chart" role="img" aria-label={label} />
}

function rangeOf(unit: string) {
  return (_: uPlot, least: number | null, most: number | null) => axisRange(least, most, unit)
}

function labelsOf(splits: readonly number[], unit: string, translator: Translator): string[] {
  const digits = axisDigits(splits)
  return splits.map((value) => translator.figure(value, unit, digits))
}

/** Clock for up to two days, day for more. */
function timeLabels(language: string, spanMs: number) {
  const format =
    spanMs <= 48 * 3_600_000
      ? new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
      : new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' })
  return (_: uPlot, splits: number[]) => splits.map((seconds) => format.format(seconds * 1000))
}
