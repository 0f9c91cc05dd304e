import type { Day } from '../../../model/day.ts'
import type { BuildOutCurve } from '../../../protocol/build-out.ts'
import type { BoardChart, BoardData } from '../board-data.ts'
import type { BoardLanguage } from '../board-language.ts'
import * as parts from './chart-parts.ts'

const HEIGHT = 172

/** The curve that tells most: one that is measured, else one that is planned, else one that is expected; money before all else. */
export function shownCurve({ view }: BoardData): BuildOutCurve | undefined {
  const has = (values: readonly number[]) => values.some((value) => value > 0)
  return (
    view.curves.find(({ figures }) => figures !== null) ??
    view.curves.find(({ planned }) => has(planned)) ??
    view.curves.find(({ expected }) => has(expected))
  )
}

/** Planned, earned, spent and expected by months. Undefined where there is nothing to draw. */
export function sCurveChart(data: BoardData, language: BoardLanguage): BoardChart | undefined {
  const curve = shownCurve(data)
  const [from, to] = [curve?.ends[0], curve?.ends.at(-1)]
  if (!curve || from === undefined || to === undefined) return undefined
  const { actual, earned, ends, expected, measure, planned } = curve
  const { currency, dataDate } = data.view
  const part = language.t(`buildOut.measure.${measure}`)
  const caption = `${language.t('buildOut.curve')}: ${part}`
  const plot = { left: 96, right: parts.WIDTH - 14, top: 10, bottom: HEIGHT - 40 }
  const time = parts.timeScale(from as Day, to as Day, plot)
  const values = parts.valueScale(Math.max(...planned, ...earned, ...actual, ...expected), plot, (value) =>
    language.amount(measure, value, currency),
  )
  const line = (list: readonly number[], stroke: string) =>
    list.length < 2 || list.every((value) => value === 0)
      ? ''
      : `<polyline points="${list.map((value, at) => `${time.x(ends[at] ?? to).toFixed(1)},${values.y(value).toFixed(1)}`).join(' ')}" fill="none" ${stroke}/>`
  const drawn = [
    [planned, parts.QUIET, '5 3', 1.6, 'buildOut.pv'],
    [expected, parts.ACCENT, '', 1.4, 'buildOut.expected'],
    [earned, parts.INK, '', 2.6, 'buildOut.ev'],
    [actual, parts.GAP, '2 3', 2, 'buildOut.ac'],
  ] as const
  const shown = drawn.filter(([list]) => list.some((value) => value > 0))
  const svg = parts.picture(HEIGHT, caption, [
    ...[values.svg, time.svg],
    ...shown.map(([list, stroke, dashes, width]) => line(list, parts.strokeOf(stroke, dashes, width))),
    parts.dataDateLine(dataDate, time, plot),
    parts.legend(
      HEIGHT - 5,
      shown.map(([, stroke, dashes, width, key]) => [parts.lineMark(stroke, dashes, width), language.t(key)] as const),
    ),
  ])
  return { name: 's-curve', caption, part, svg }
}
