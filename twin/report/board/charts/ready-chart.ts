import type { Day } from '../../../model/day.ts'
import type { ReadyStepView } from '../../../protocol/build-out.ts'
import type { BoardChart, BoardData } from '../board-data.ts'
import type { BoardLanguage } from '../board-language.ts'
import * as parts from './chart-parts.ts'

const HEIGHT = 168
const MEASURES = ['area', 'racks', 'power'] as const
type Shown = (typeof MEASURES)[number]

/** Area, racks and power that are ready by day: as the schedule leads to, beside what the baseline wanted. Undefined where nothing of them is handed over. */
export function readyChart({ view }: BoardData, language: BoardLanguage): BoardChart | undefined {
  const planned = view.baseline === null ? [] : (view.ready.planned[view.baseline] ?? [])
  const shown = MEASURES.filter((measure) => [...view.ready.steps, ...planned].some((step) => step.measure === measure))
  if (shown.length === 0) return undefined
  const caption = language.t('buildOut.ready')
  const width = parts.WIDTH / shown.length
  const panels = shown.map((measure, place) => panel(measure, place * width, width, view, planned, language))
  const entries = [
    [parts.lineMark(parts.ACCENT, '', 2), language.t('buildOut.expected')],
    [parts.lineMark(parts.QUIET, '5 3'), language.t('buildOut.baseline')],
    [parts.fillMark(parts.PALE), language.t('time.built')],
    [parts.lineMark(parts.INK, '2 3', 1), language.say('untilData', { day: language.shortDay(view.dataDate) })],
  ] as const
  return {
    name: 'ready',
    caption,
    svg: parts.picture(HEIGHT, caption, [...panels, parts.legend(HEIGHT - 5, entries)]),
  }
}

function panel(
  measure: Shown,
  left: number,
  width: number,
  { dataDate, ready }: BoardData['view'],
  baseline: readonly ReadyStepView[],
  language: BoardLanguage,
): string {
  const [steps, planned] = [ready.steps, baseline].map((list) => list.filter((step) => step.measure === measure))
  const all = [...(steps ?? []), ...(planned ?? [])].map(({ day }) => day).concat(dataDate)
  const [from, to] = [all.reduce((a, b) => (a < b ? a : b)), all.reduce((a, b) => (a > b ? a : b))]
  const [expected, wanted] = [held(steps ?? [], from), held(planned ?? [], from)]
  const most = Math.max(...[...expected, ...wanted].map(({ value }) => value))
  const told = (value: number) => language.amount(measure, value)
  const room = parts.roomFor(most, told)
  const plot = { left: left + room, right: left + width - 12, top: 24, bottom: HEIGHT - 42 }
  const time = parts.timeScale(from as Day, parts.beyond(from, to) as Day, plot)
  const values = parts.valueScale(most, plot, told)
  const built = expected.filter(({ day }) => day <= dataDate)
  const area = `${parts.stairs(built, dataDate, time, values)}V${plot.bottom}H${time.x(from).toFixed(1)}Z`
  return [
    parts.label(left + 4, 10, language.t(`buildOut.measure.${measure}`)),
    ...[values.svg, time.svg],
    `<path d="${area}" fill="${parts.PALE}"/>`,
    planned?.length === 0
      ? ''
      : `<path d="${parts.stairs(wanted, parts.beyond(from, to), time, values)}" fill="none" ${parts.strokeOf(parts.QUIET, '5 3')}/>`,
    `<path d="${parts.stairs(expected, parts.beyond(from, to), time, values)}" fill="none" ${parts.strokeOf(parts.ACCENT, '', 2)}/>`,
    parts.dataDateLine(dataDate, time, plot),
  ].join('')
}

/** The sum from each day on, from nothing. */
function held(steps: readonly ReadyStepView[], from: string): readonly parts.Held[] {
  let value = 0
  return [
    { day: from, value: 0 },
    ...steps.map(({ amount, day }) => {
      value += amount
      return { day, value }
    }),
  ]
}
