import { box, type Coats, diamond, stroke } from './coats.ts'
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

/** Everything of an activity in its row: float, baseline, bar or diamond, days that are due, and what is said beside it. */
export function drawActivity(coats: Coats, item: GanttActivity, top: number, scene: RowScene): void {
  const { scale } = scene
  const place = barPlace(item, scale, top)
  let right = Math.max(place.right, drawFloat(coats, item, place, scale))
  if (item.baseline) {
    const [left, end] = [xOf(scale, item.baseline.from), xOf(scale, item.baseline.until)]
    if (item.activity.kind === 'milestone') coats.add('baseline', diamond(end, top + BASELINE.top + 1, 3.5))
    else coats.add('baseline', box(left, top + BASELINE.top, Math.max(LEAST_WIDTH, end - left), BASELINE.height))
  }
  if (item.activity.kind === 'milestone') drawDiamond(coats, item, place)
  else drawBar(coats, item, place, top, scene)
  if (item.activity.moved !== 0) drawMove(coats, item, place, scale)
  right = Math.max(right, drawDue(coats, item, top, scale))
  write(coats, item, right, top, scene)
}

/** A bracket over the time of a package's activities. */
export function drawPackage(coats: Coats, { finish, start }: PackageRow, top: number, { scale }: RowScene): void {
  const [left, right] = [xOf(scale, start), xOf(scale, finish)]
  const width = Math.max(LEAST_WIDTH, right - left)
  const tooth = Math.min(5, width / 2)
  const [upper, lower, tip] = [top + 9, top + 14, top + 19]
  coats.add('summary', `M${left} ${upper}h${width}V${tip}l${-tooth} ${lower - tip}H${left + tooth}L${left} ${tip}Z`)
}

function drawBar(coats: Coats, item: GanttActivity, { left, right }: BarPlace, top: number, scene: RowScene): void {
  const { activity, state } = item
  const [y, width] = [top + BAR.top, right - left]
  const share = state === 'finished' ? 1 : (activity.done ?? 0)
  coats.add('ground', box(left, y, width, BAR.height))
  if (share > 0) coats.add('done', box(left, y, width * share, BAR.height))
  if (share < 1 && isUnderConstruction(item, scene.day)) {
    coats.add('hatch', hatch(left + width * share, y, width * (1 - share), BAR.height, HATCH_GAP))
  }
  const isCritical = activity.isCritical && state !== 'finished'
  coats.add(isCritical ? 'critical' : 'bar', box(left, y, width, BAR.height))
  if (isCritical) drawNoRoom(coats, left - 4, y)
  if (activity.isLongest) coats.add('longest', stroke(left, top + 3.5, right, top + 3.5))
}

/** Two strokes in front of a bar: it has no room. */
function drawNoRoom(coats: Coats, x: number, y: number): void {
  coats.add('sign', stroke(x, y, x, y + BAR.height) + stroke(x - 4, y, x - 4, y + BAR.height))
}

function drawDiamond(coats: Coats, { activity, state }: GanttActivity, { left, middle, right }: BarPlace): void {
  const isCritical = activity.isCritical && state !== 'finished'
  const coat = state === 'finished' ? 'diamondDone' : isCritical ? 'diamondCritical' : 'diamond'
  coats.add(coat, diamond((left + right) / 2, middle, DIAMOND))
  if (isCritical) drawNoRoom(coats, left - 4, middle - BAR.height / 2)
  if (activity.isLongest) coats.add('longest', stroke(left, middle - 9, right, middle - 9))
}

/** A thin line as far as the finish can wait; where it should have been earlier, a broken one back to when. @returns how far it reaches */
function drawFloat(
  coats: Coats,
  { finish, float, lateFinish }: GanttActivity,
  place: BarPlace,
  scale: TimeScale,
): number {
  if (float === undefined || lateFinish === finish) return place.right
  const end = xOf(scale, lateFinish)
  const { middle } = place
  if (float < 0) {
    const y = middle + BAR.height / 2 + 2.5
    coats.add('negative', stroke(end, y, place.right, y) + stroke(end, y - 3, end, y + 2))
    return place.right
  }
  if (end <= place.right) return place.right
  coats.add('float', stroke(place.right, middle, end, middle) + stroke(end, middle - 3.5, end, middle + 3.5))
  return end
}

/** Where it was before what is supposed, and an arrow from there. */
function drawMove(coats: Coats, { activity, finish, start }: GanttActivity, place: BarPlace, scale: TimeScale): void {
  const was = xOf(scale, finish - activity.moved)
  const { middle } = place
  if (activity.kind === 'milestone') coats.add('ghost', diamond(was, middle, DIAMOND))
  else {
    const left = Math.min(xOf(scale, start), was - LEAST_WIDTH)
    coats.add('ghost', box(left, middle - BAR.height / 2 - 2, was - left, BAR.height + 4))
  }
  const to = activity.kind === 'milestone' ? (place.left + place.right) / 2 : place.right
  const back = Math.sign(was - to) * 4
  coats.add(
    'moved',
    `${stroke(was, middle, to, middle)}M${to + back} ${middle - 3}L${to} ${middle}L${to + back} ${middle + 3}`,
  )
}

/** A flag on the day that is due: filled once it is missed. @returns how far it reaches */
function drawDue(coats: Coats, { due, missedBy }: GanttActivity, top: number, scale: TimeScale): number {
  if (due === undefined) return Number.NEGATIVE_INFINITY
  const x = xOf(scale, due)
  const pole = `M${x} ${top + ROW_HEIGHT - 3}V${top + 2}`
  coats.add(
    missedBy > 0 ? 'missed' : 'due',
    `${pole}l${FLAG.width} ${FLAG.height / 2}l${-FLAG.width} ${FLAG.height / 2}`,
  )
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
