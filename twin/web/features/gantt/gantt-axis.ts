import type { AxisLabels } from './axis-labels.ts'
import { Coats } from './coats.ts'
import type { GanttColours } from './gantt-colours.ts'
import { nextStart, type TickUnit, ticksOf, tiersAt } from './ticks.ts'
import { dayAt, type TimeScale, xOf } from './time-scale.ts'

export const AXIS_HEIGHT = 48

export interface AxisScene {
  readonly scale: TimeScale
  readonly labels: AxisLabels
  readonly colours: GanttColours
  readonly measure: (text: string, size: number, weight?: number) => number
  /** Numbers of days. */
  readonly dataDate: number
  readonly today: number
  readonly day: number
  /** What the lines of the data date, of today and of the slider are called. */
  readonly dataDateText: string
  readonly todayText: string
  readonly dayText: string
}

const SIZE = 11
const TIER = 16
const PADDING = 4
/** Half of the flag of the chosen day. */
const FLAG = 5.5

/** The lines of time: the unit that is counted in above, the one that is counted below, and what stands at the marked days. */
export function ganttAxis(scene: AxisScene, left: number, width: number): Coats {
  const scale = { ...scene.scale, first: dayAt(scene.scale, left) }
  const coats = new Coats()
  const { major, minor } = tiersAt(scale.pixelsPerDay)
  if (major) drawTier(coats, { ...scene, scale }, major, 0, width, true)
  drawTier(coats, { ...scene, scale }, minor, TIER, width, major === undefined)
  for (const y of [TIER + 0.5, 2 * TIER + 0.5]) coats.line('grid', 0, y, width, y)
  drawMarks(coats, { ...scene, scale }, width)
  return coats
}

function drawTier(coats: Coats, scene: AxisScene, unit: TickUnit, top: number, width: number, isMajor: boolean): void {
  const { colours, labels, measure, scale } = scene
  for (const start of ticksOf(unit, dayAt(scale, 0), dayAt(scale, width))) {
    const x = xOf(scale, start)
    const end = Math.min(width, xOf(scale, nextStart(unit, start)))
    const sharp = Math.round(x) + 0.5
    coats.line(isMajor ? 'gridMajor' : 'grid', sharp, top, sharp, top + TIER)
    const text = labels.of(unit, start, isMajor)
    // What began before the left edge is named at the edge.
    const from = Math.max(0, x) + PADDING
    if (from + measure(text, SIZE) + 2 > end) continue
    coats.write({ x: from, y: top + 12, text, size: SIZE, colour: isMajor ? colours.text : colours.quiet })
  }
}

/** Texts of the marked days side by side: none over another or over another's line; what has no room is left out but for its line. */
function drawMarks(coats: Coats, scene: AxisScene, width: number): void {
  const { colours, dataDate, dataDateText, day, dayText, measure, scale, today, todayText } = scene
  const [top, bottom] = [2 * TIER, AXIS_HEIGHT]
  const marks = [
    { x: xOf(scale, dataDate + 1), text: dataDateText, colour: colours.text, coat: 'dataDate' as const },
    // Of the same day the data date tells it.
    { x: xOf(scale, day + 1), text: day === dataDate ? '' : dayText, colour: colours.accent, coat: 'day' as const },
    { x: xOf(scale, today), text: todayText, colour: colours.quiet, coat: 'today' as const },
  ].filter(({ x }) => x >= 0 && x <= width)
  const taken: Span[] = []
  for (const { coat, colour, text, x } of marks) {
    const sharp = Math.round(x) + 0.5
    coats.line(coat, sharp, top, sharp, bottom)
    if (coat === 'day') coats.area('dayFlag', sharp - FLAG, bottom - 7, sharp + FLAG, bottom - 7, sharp, bottom)
    if (text === '') continue
    const length = measure(text, SIZE)
    // Lines that are near stand together: what one is called stands beside all of them.
    const near = marks.map((mark) => mark.x).filter((other) => Math.abs(other - x) < 3 * FLAG)
    const others = marks.flatMap((mark): readonly Span[] =>
      near.includes(mark.x) ? [] : [[mark.x - FLAG, mark.x + FLAG]],
    )
    const places = [Math.max(...near) + 8, Math.min(...near) - 8 - length]
    const from = places.find((place) => isFree([place, place + length], [...taken, ...others], width))
    if (from === undefined) continue
    taken.push([from, from + length])
    coats.write({ x: from, y: bottom - 4, text, size: SIZE, colour })
  }
}

type Span = readonly [from: number, until: number]

function isFree([from, until]: Span, taken: readonly Span[], width: number): boolean {
  return from >= 0 && until <= width && taken.every(([one, other]) => from > other + 3 || until < one - 3)
}
