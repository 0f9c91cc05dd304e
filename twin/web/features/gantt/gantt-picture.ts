import { type Coat, Coats } from './coats.ts'
import { freeSpans, type IsFree } from './free-days.ts'
import type { GanttColours } from './gantt-colours.ts'
import type { GanttActivity, GanttModel } from './gantt-model.ts'
import type { GanttRow } from './gantt-rows.ts'
import { linkRoute } from './link-route.ts'
import { drawActivity, drawPackage, linkedPlace, ROW_HEIGHT, type RowScene } from './row-shapes.ts'
import type { RowWindow } from './row-window.ts'
import type { ShownLink } from './shown-links.ts'
import { ticksOf, tiersAt } from './ticks.ts'
import { dayAt, type TimeScale, xOf } from './time-scale.ts'

/** All that the picture shows besides the rows themselves. */
export interface PictureScene extends RowScene {
  readonly model: GanttModel
  readonly rows: readonly GanttRow[]
  readonly links: readonly ShownLink[]
  readonly free: ReadonlyMap<string, IsFree>
  readonly colours: GanttColours
  /** Numbers of the days of the data date and of today. */
  readonly dataDate: number
  readonly today: number
  /** Id of the activity that is selected. */
  readonly selected: string | undefined
}

/** A part of the picture: rows, and pixels from the left edge of all time. */
export interface PictureView {
  readonly rows: RowWindow
  readonly left: number
  readonly width: number
}

/** Free days are shaded from this scale on: closer they can be told apart. */
const SHADED_FROM = 4

/** The picture of some rows, in pixels from the upper left corner of the first of them at `left`. */
export function ganttPicture(scene: PictureScene, view: PictureView): Coats {
  const { first, last } = view.rows
  const coats = new Coats()
  // All is laid out on the whole line of time, then moved: coordinates stay whole days apart.
  const shifted: PictureScene = {
    ...scene,
    scale: { ...scene.scale, first: dayAt(scene.scale, view.left) },
  }
  const height = (last - first) * ROW_HEIGHT
  drawGrid(coats, shifted, view, height)
  for (let row = first; row < last; row++) {
    const shown = shifted.rows[row]
    if (!shown) continue
    const top = (row - first) * ROW_HEIGHT
    if (shown.kind === 'package') {
      coats.line('rowLine', 0, top - 0.5, view.width, top - 0.5)
      drawPackage(coats, shown, top, shifted)
      continue
    }
    if (shown.item.activity.id === shifted.selected) coats.box('chosen', 0, top, view.width, ROW_HEIGHT)
    if (isInSight(shown.item, shifted.scale, view.width)) drawActivity(coats, shown.item, top, shifted)
  }
  drawLinks(coats, shifted, view)
  drawDays(coats, shifted, height)
  return coats
}

/** What is said beside a bar may reach so far, and the bends of a link. */
const TEXT_REACH = 480
const LINK_REACH = 50

function isInSight({ drawn }: GanttActivity, scale: TimeScale, width: number): boolean {
  return xOf(scale, drawn.until) > -TEXT_REACH && xOf(scale, drawn.from) < width + ROW_HEIGHT
}

function drawGrid(coats: Coats, scene: PictureScene, { rows, width }: PictureView, height: number): void {
  const { free, scale } = scene
  const [from, until] = [dayAt(scale, 0), dayAt(scale, width)]
  if (scale.pixelsPerDay >= SHADED_FROM) {
    // Rows of one calendar below each other are shaded as one.
    const spans = new Map([...free].map(([id, isFree]) => [id, freeSpans(isFree, from, until)]))
    let top = 0
    for (let row = rows.first; row < rows.last; row++) {
      const calendar = calendarOf(scene, row)
      const below = (row - rows.first + 1) * ROW_HEIGHT
      if (row + 1 < rows.last && calendarOf(scene, row + 1) === calendar) continue
      for (const [one, other] of (calendar !== undefined && spans.get(calendar)) || []) {
        coats.box('free', xOf(scale, one), top, (other - one) * scale.pixelsPerDay, below - top)
      }
      top = below
    }
  }
  const { major, minor } = tiersAt(scale.pixelsPerDay)
  for (const day of ticksOf(minor, from, until)) vertical(coats, 'grid', xOf(scale, day), height)
  if (major) for (const day of ticksOf(major, from, until)) vertical(coats, 'gridMajor', xOf(scale, day), height)
}

/** Packages are shaded as the activity below them. */
function calendarOf({ rows }: PictureScene, at: number): string | undefined {
  const [row, next] = [rows[at], rows[at + 1]]
  if (row?.kind === 'activity') return row.item.activity.calendar
  return next?.kind === 'activity' ? next.item.activity.calendar : undefined
}

function vertical(coats: Coats, coat: Coat, x: number, height: number): void {
  const sharp = Math.round(x) + 0.5
  coats.line(coat, sharp, 0, sharp, height)
}

/** Links as far as they reach what is in sight. */
function drawLinks(coats: Coats, { links, scale }: PictureScene, { rows, width }: PictureView): void {
  for (const { from, isChosen, rowFrom, rowTo, to, type } of links) {
    if (Math.max(rowFrom, rowTo) < rows.first || Math.min(rowFrom, rowTo) >= rows.last) continue
    const one = linkedPlace(from, scale, (rowFrom - rows.first) * ROW_HEIGHT)
    const other = linkedPlace(to, scale, (rowTo - rows.first) * ROW_HEIGHT)
    if (Math.max(one.right, other.right) < -LINK_REACH || Math.min(one.left, other.left) > width + LINK_REACH) continue
    const { head, line } = linkRoute(type, one, other, ROW_HEIGHT)
    coats.line(isChosen ? 'linkChosen' : 'linkCritical', ...line)
    coats.area(isChosen ? 'linkChosenHead' : 'linkCriticalHead', ...head)
  }
}

/** Data date, today, and the day of the slider. */
function drawDays(coats: Coats, { dataDate, day, scale, today }: PictureScene, height: number): void {
  // What is known is known until the end of the data date.
  vertical(coats, 'dataDate', xOf(scale, dataDate + 1), height)
  vertical(coats, 'today', xOf(scale, today), height)
  vertical(coats, 'day', xOf(scale, day + 1), height)
}
