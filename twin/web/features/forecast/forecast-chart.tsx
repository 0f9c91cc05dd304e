import { type RefObject, useEffect } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { Translator } from '../../i18n/translator.ts'
import { axisDigits } from '../../ui/axis-digits.ts'
import { axisLook, CHART_FONT, followWidth, lineLegend } from '../../ui/chart-frame.ts'
import { useThemeName } from '../../ui/theme-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { amount } from './amount.ts'
import { type Constraint, drawnUntil, fanColumns, type Use } from './forecast-data.ts'
import { drawMarks } from './forecast-marks.ts'
import { fanStrokes, MIDDLE_DASH } from './forecast-strokes.ts'

interface ForecastChartProps {
  /** Where the chart is drawn, for who saves it. */
  readonly frame: RefObject<HTMLDivElement | null>
  readonly use: Use
  readonly constraint: Constraint
  /** Epoch milliseconds. */
  readonly now: number
  readonly label: string
}

const HEIGHT = 280

/** What was, the fan of what is foretold, the limit, and what is reserved. */
export function ForecastChart({ frame, use, constraint, now, label }: ForecastChartProps) {
  const translator = useTranslator()
  const theme = useThemeName()

  useEffect(() => {
    const element = frame.current
    if (!element) return
    const { limit, unit, full } = constraint
    const { seconds, mean, p10, p50, p90 } = fanColumns(use, drawnUntil(now, full))
    const data: uPlot.AlignedData = [
      [...seconds],
      ...[mean, p10, p50, p90].map((column) => [...column]),
      ...(limit === null ? [] : [seconds.map(() => limit)]),
    ]
    const style = getComputedStyle(element)
    const text = style.getPropertyValue('--text').trim()
    const quiet = style.getPropertyValue('--text-quiet').trim()
    const surface = style.getPropertyValue('--surface').trim()
    const look = axisLook(element)
    const strokes = fanStrokes(theme)
    const value = (_: uPlot, used: number | null) => amount(translator, used, unit)
    const edgeLine = { colour: strokes.band, dash: [] }
    const drawn = [
      ...[{ colour: strokes.mean, dash: [] }, edgeLine, { colour: strokes.middle, dash: MIDDLE_DASH }, edgeLine],
      { colour: text, dash: [] },
    ]
    const edge = { stroke: strokes.band, width: 1, value, points: { show: false } }
    const chart = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        cursor: { drag: { x: false, y: false } },
        legend: lineLegend((line) => drawn[line] ?? edgeLine),
        scales: {
          x: { time: true },
          y: { range: (_, __, most) => [0, Math.max(most ?? 1, limit ?? 0) * 1.08] },
        },
        bands: [{ series: [4, 2], fill: strokes.fill }],
        axes: [
          { ...look, values: monthLabels(translator.language) },
          {
            ...look,
            size: 72,
            values: (_, splits) => splits.map((one) => translator.figure(one, unit, axisDigits(splits))),
          },
        ],
        series: [
          {
            label: translator.t('forecast.day'),
            value: (_, second: number | null) =>
              second === null ? '–' : translator.day(new Date(second * 1000).toISOString().slice(0, 10)),
          },
          { label: translator.t('forecast.mean'), stroke: strokes.mean, width: 1.5, value, points: { show: false } },
          { label: 'P10', ...edge },
          { label: 'P50', stroke: strokes.middle, width: 1.5, dash: [...MIDDLE_DASH], value, points: { show: false } },
          { label: 'P90', ...edge },
          ...(limit === null
            ? []
            : [{ label: translator.t('forecast.limit'), stroke: text, width: 1.5, value, points: { show: false } }]),
        ],
        hooks: {
          draw: [
            (plot) =>
              drawMarks(plot, {
                constraint,
                steps: use.steps,
                translator,
                colours: { text, quiet, surface },
                font: CHART_FONT,
              }),
          ],
        },
      },
      data,
      element,
    )
    return followWidth(chart, element, HEIGHT)
  }, [frame, use, constraint, now, translator, theme])

  return <div ref={frame} className="chart is-lined" role="img" aria-label={label} />
}

function monthLabels(language: Translator['language']) {
  const format = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  return (_: uPlot, splits: number[]) => splits.map((second) => format.format(second * 1000))
}
