import type { Coats } from './coats.ts'
import type { GanttActivity } from './gantt-model.ts'
import { isUnderConstruction, type PackageRow } from './gantt-rows.ts'
import type { GanttWords } from './gantt-words.ts'
import { hatch } from './hatch.ts'
import type { BarPlace } from './link-route.ts'
import { type TimeScale, xOf } from './time-scale.ts'

export const ROW_HEIGHT = 28
const BAR = { top: 7, height: 11 }
const BASELINE = { top: 21, height: 4 }
const DIAMOND = 6.5
const HATCH_GAP = 5
const LEAST_WIDTH = 2
const SIGN_WIDTH = 9
/** A package of a day or two is seen all the same, over its milestone. */
const LEAST_SUMMARY = 16
const TEXT_SIZE = 11
const FLAG = { width: 7, height: 6 }

/** What all rows of a picture have in common. */
export interface RowScene {
  readonly scale: TimeScale
  /** Number of the day that the slider stands at. */
  readonly day: number
  readonly words: GanttWords
  readonly colours: { readonly text: string; readonly quiet: string; readonly critical: string }
  readonly measure: (text: string, size: number, weight?: number) => number
}

/** Where the bar of an activity lies in a row that begins at `top`. */
export function barPlace({ activity, finish, start }: GanttActivity, scale: TimeScale, top: number): BarPlace {
  const middle = top + BAR.top + BAR.height / 2
  const end = xOf(scale, finish)
  if (activity.kind === 'milestone') return { left: end - DIAMOND, right: end + DIAMOND, middle }
  const left = xOf(scale, start)
  return { left, right: Math.max(end, left + LEAST_WIDTH), middle }
}

/** The same with the sign before it, which links do not cross. */
export function linkedPlace(item: GanttActivity, scale: TimeScale, top: number): BarPlace {
  const place = barPlace(item, scale, top)
  return item.isCritical ? { ...place, left: place.left - SIGN_WIDTH } : place
}

/** Everything of an activity in its row: float, baseline, bar or diamond, days that are due, and what is said beside it. */
export function drawActivity(coats: Coats, item: GanttActivity, top: number, scene: RowScene): void {
  const { scale } = scene
  const place = barPlace(item, scale, top)
  let right = Math.max(place.right, drawFloat(coats, item, place, scale))
  if (item.baseline) {
    const [left, end] = [xOf(scale, item.baseline.from), xOf(scale, item.baseline.until)]
    if (item.activity.kind === 'milestone') coats.diamond('baseline', end, top + BASELINE.top + 1, 3.5)
    else coats.box('baseline', left, top + BASELINE.top, Math.max(LEAST_WIDTH, end - left), BASELINE.height)
  }
  if (item.activity.kind === 'milestone') drawDiamond(coats, item, place)
  else drawBar(coats, item, place, top, scene)
  if (item.activity.moved !== 0) drawMove(coats, item, place, scale)
  right = Math.max(right, drawDue(coats, item, top, scale))
  write(coats, item, right, top, scene)
}

/** A bracket over the time of a package's activities. */
export function drawPackage(coats: Coats, { finish, start }: PackageRow, top: number, { scale }: RowScene): void {
  const end = xOf(scale, finish)
  const isShort = end - xOf(scale, start) < LEAST_SUMMARY
  const [left, right] = isShort ? [end - LEAST_SUMMARY / 2, end + LEAST_SUMMARY / 2] : [xOf(scale, start), end]
  const tooth = 5
  const [upper, lower, tip] = [top + 9, top + 14, top + 19]
  const inner = [right - tooth, lower, left + tooth, lower]
  coats.area('summary', left, upper, right, upper, right, tip, ...inner, left, tip)
}

function drawBar(coats: Coats, item: GanttActivity, { left, right }: BarPlace, top: number, scene: RowScene): void {
  const { activity, state } = item
  const [y, width] = [top + BAR.top, right - left]
  const share = state === 'finished' ? 1 : (activity.done ?? 0)
  coats.box('ground', left, y, width, BAR.height)
  if (share > 0 && item.isAssumed) {
    for (let line = 2; line < BAR.height; line += 2.5)
      coats.line('assumed', left, y + line, left + width * share, y + line)
  } else if (share > 0) coats.box('done', left, y, width * share, BAR.height)
  if (share < 1 && isUnderConstruction(item, scene.day)) {
    for (const line of hatch(left + width * share, y, width * (1 - share), BAR.height, HATCH_GAP)) {
      coats.line('hatch', ...line)
    }
  }
  coats.box(item.isCritical ? 'critical' : 'bar', left, y, width, BAR.height)
  drawSigns(coats, item, { left, right, top: y, bottom: y + BAR.height })
}

function drawDiamond(coats: Coats, item: GanttActivity, { left, middle, right }: BarPlace): void {
  const coat = item.state === 'finished' ? 'diamondDone' : item.isCritical ? 'diamondCritical' : 'diamond'
  coats.diamond(coat, (left + right) / 2, middle, DIAMOND)
  drawSigns(coats, item, { left, right, top: middle - BAR.height / 2, bottom: middle + DIAMOND })
}

/** Two strokes in front of what has no room, a line under what the last day hangs on. */
function drawSigns(
  coats: Coats,
  { activity, isCritical }: GanttActivity,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
): void {
  if (isCritical) {
    for (const x of [left - 4, left - 8]) coats.line('sign', x, top, x, top + BAR.height)
  }
  if (activity.isLongest) coats.line('longest', left, bottom + 2, right, bottom + 2)
}

/** A thin line as far as the finish can wait; where it should have been earlier, a broken one back to when. @returns how far it reaches */
function drawFloat(
  coats: Coats,
  { finish, float, lateFinish }: GanttActivity,
  { middle, right }: BarPlace,
  scale: TimeScale,
): number {
  if (float === undefined || lateFinish === finish) return right
  const end = xOf(scale, lateFinish)
  if (float >= 0 && end <= right) return right
  const coat = float < 0 ? 'negative' : 'float'
  coats.line(coat, right, middle, end, middle)
  coats.line(coat, end, middle - 4, end, middle + 4)
  return Math.max(right, end)
}

/** A mark where the finish was before what is supposed, and an arrow from there; above the bar. */
function drawMove(coats: Coats, { activity, finish }: GanttActivity, place: BarPlace, scale: TimeScale): void {
  const was = xOf(scale, finish - activity.moved)
  const to = activity.kind === 'milestone' ? (place.left + place.right) / 2 : place.right
  const y = place.middle - BAR.height / 2 - 3.5
  const back = Math.sign(was - to) * 4
  coats.line('ghost', was, y - 3, was, place.middle + BAR.height / 2)
  coats.line('moved', was, y, to, y)
  coats.line('moved', to + back, y - 2.5, to, y, to + back, y + 2.5)
}

/** A flag on the day that is due: filled once it is missed. @returns how far it reaches */
function drawDue(coats: Coats, { due, missedBy }: GanttActivity, top: number, scale: TimeScale): number {
  if (due === undefined) return Number.NEGATIVE_INFINITY
  const x = xOf(scale, due)
  const [upper, lower] = [top + 2, top + ROW_HEIGHT - 3]
  const [tip, base] = [x + FLAG.width, upper + FLAG.height]
  coats.line(missedBy > 0 ? 'missed' : 'due', x, lower, x, upper, tip, (upper + base) / 2, x, base)
  return x + FLAG.width
}

/** Gate or level, float, what moved, and what is missed, in words to the right of all that is drawn. */
function write(coats: Coats, item: GanttActivity, right: number, top: number, scene: RowScene): void {
  const { colours, measure, words } = scene
  let x = right + 6
  const y = top + 17
  const say = (text: string, colour: string, weight = 400) => {
    coats.write({ x, y, text, size: TEXT_SIZE, weight, colour })
    x += measure(text, TEXT_SIZE, weight) + 8
  }
  const stage = words.stage(item.activity)
  if (stage !== '') say(stage, colours.text)
  if (item.missedBy > 0) say(words.missed(item.missedBy), colours.critical, 600)
  if (item.activity.moved !== 0) say(words.moved(item.activity.moved), colours.text, 600)
  if (item.float !== undefined && (item.float < 0 || item.lateFinish > item.finish)) {
    say(words.float(item.float), item.float < 0 ? colours.critical : colours.quiet)
  }
}
