import { type RefObject, useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import type { ThemeName } from '../../state/settings.ts'
import { axisLook, CHART_FONT, followWidth, lineLegend } from '../../ui/chart-frame.ts'
import { strokeOf } from '../../ui/line-strokes.ts'
import { useThemeName } from '../../ui/theme-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import { valueAt } from './value-at.ts'

export interface ChartLine {
  readonly label: string
  /** One for each second of the chart; null where the line is not. */
  readonly values: readonly (number | null)[]
  /** Its place among the strokes of the page. */
  readonly stroke: number
}

interface TimeChartProps {
  /** Where the chart is drawn, for who saves it. */
  readonly frame: RefObject<HTMLDivElement | null>
  /** Of days, rising. */
  readonly seconds: readonly number[]
  readonly lines: readonly ChartLine[]
  /** Values hold until the next one, as what is handed over does. */
  readonly isStepped: boolean
  readonly text: (value: number) => string
  readonly label: string
  /** Days that are marked: that of the slider and that until which reports count. */
  readonly day: string
  readonly dataDate: string
}

const HEIGHT = 280

/**
 * Sums over days, with the day of the slider in it; moving that draws the chart again and does not make it anew. The legend tells the
 * values under the pointer, else those of that day.
 */
export function TimeChart(props: TimeChartProps) {
  const { frame, seconds, lines, isStepped, text, label, day, dataDate } = props
  const { language, t, day: dayText } = useTranslator()
  const theme = useThemeName()
  const chart = useRef<uPlot>(undefined)
  const at = useRef(day)

  useEffect(() => {
    const element = frame.current
    if (!element) return
    const style = getComputedStyle(element)
    const ink = style.getPropertyValue('--text').trim()
    const quiet = style.getPropertyValue('--text-quiet').trim()
    const look = axisLook(element)
    const years = new Intl.DateTimeFormat(language, { month: 'short', year: 'numeric', timeZone: 'UTC' })
    const plot = new uPlot(
      {
        width: element.clientWidth,
        height: HEIGHT,
        cursor: { drag: { x: false, y: false } },
        legend: lineLegend((line) => strokeOf(theme, lines[line]?.stroke ?? 0)),
        tzDate: (second) => uPlot.tzDate(new Date(second * 1000), 'UTC'),
        scales: { x: { time: true }, y: { range: (_, __, most) => [0, Math.max(most ?? 0, 1) * 1.08] } },
        axes: [
          {
            ...look,
            space: 80,
            values: (_, splits) => withoutRepeats(splits.map((second) => years.format(second * 1000))),
          },
          { ...look, size: 84, values: (_, splits) => splits.map(text) },
        ],
        series: [
          {
            label: t('time.day'),
            value: (_, second: number | null) => dayText(second === null ? at.current : isoOf(second)),
          },
          ...lines.map((line) => {
            const atDay = () => valueAt(seconds, line.values, Date.parse(at.current) / 1000, isStepped)
            return lineSeries(line, { isStepped, text, theme, atDay })
          }),
        ],
        hooks: {
          draw: [
            (drawn) => {
              drawDay(drawn, dataDate, { colour: quiet, dash: [4, 4], text: t('buildOut.dataDate') })
              drawDay(drawn, at.current, { colour: ink, dash: [], text: '' })
            },
          ],
        },
      },
      [[...seconds], ...lines.map(({ values }) => [...values])],
      element,
    )
    chart.current = plot
    plot.setLegend({})
    return followWidth(plot, element, HEIGHT)
  }, [frame, seconds, lines, isStepped, text, language, t, dayText, dataDate, theme])

  useEffect(() => {
    at.current = day
    chart.current?.setLegend({})
    chart.current?.redraw(false)
  }, [day])

  return <div ref={frame} className="chart is-lined" role="img" aria-label={label} />
}

interface LineLook extends Pick<TimeChartProps, 'isStepped' | 'text'> {
  readonly theme: ThemeName
  /** Its value on the day of the slider; null where the line is not. */
  readonly atDay: () => number | null
}

function lineSeries({ label, stroke }: ChartLine, { atDay, isStepped, text, theme }: LineLook): uPlot.Series {
  const { colour, dash } = strokeOf(theme, stroke)
  return {
    ...{ label, stroke: colour, dash: [...dash], width: 1.5, points: { show: false } },
    value: (_, pointed: number | null, __, index) => {
      const value = index === null ? atDay() : pointed
      return value === null || value === undefined ? '–' : text(value)
    },
    ...(isStepped && uPlot.paths.stepped && { paths: uPlot.paths.stepped({ align: 1 }) }),
  }
}

/** A line down the chart at the end of a day. */
function drawDay(
  { bbox, ctx, scales, valToPos }: uPlot,
  day: string,
  { colour, dash, text }: { readonly colour: string; readonly dash: number[]; readonly text: string },
): void {
  const second = Date.parse(day) / 1000
  if (second < (scales.x?.min ?? 0) || second > (scales.x?.max ?? 0)) return
  const x = valToPos(second, 'x', true)
  ctx.save()
  ctx.strokeStyle = colour
  ctx.lineWidth = devicePixelRatio
  ctx.setLineDash(dash.map((length) => length * devicePixelRatio))
  ctx.beginPath()
  ctx.moveTo(x, bbox.top)
  ctx.lineTo(x, bbox.top + bbox.height)
  ctx.stroke()
  ctx.fillStyle = colour
  ctx.font = CHART_FONT.replace('11px', `${11 * devicePixelRatio}px`)
  ctx.textAlign = 'left'
  ctx.fillText(text, x + 4 * devicePixelRatio, bbox.top + 12 * devicePixelRatio)
  ctx.restore()
}

/** The same month is said once. */
function withoutRepeats(labels: readonly string[]): string[] {
  return labels.map((label, at) => (label === labels[at - 1] ? '' : label))
}

function isoOf(second: number): string {
  return new Date(second * 1000).toISOString().slice(0, 10)
}
