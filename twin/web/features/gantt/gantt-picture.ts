import type { Ink } from '../../export/ink.ts'
import { box, type Coat, Coats, coatStyles, stroke } from './coats.ts'
import { freeSpans, type IsFree } from './free-days.ts'
import type { GanttColours } from './gantt-colours.ts'
import type { GanttModel } from './gantt-model.ts'
import type { GanttRow } from './gantt-rows.ts'
import { linkRoute } from './link-route.ts'
import { barPlace, drawActivity, drawPackage, ROW_HEIGHT, type RowScene } from './row-shapes.ts'
import type { RowWindow } from './row-window.ts'
import { ticksOf, tiersAt } from './ticks.ts'
import { dayAt, xOf } from './time-scale.ts'

/** All that the picture shows besides the rows themselves. */
export interface PictureScene extends RowScene {
  readonly model: GanttModel
  readonly rows: readonly GanttRow[]
  /** Row of each activity by its place in the model; undefined for those that are not shown. */
  readonly rowOf: ReadonlyMap<number, number>
  readonly free: ReadonlyMap<string, IsFree>
  readonly colours: GanttColours
  /** Numbers of the days of the data date and of today. */
  readonly dataDate: number
  readonly today: number
  /** Id of the activity whose links are drawn. */
  readonly selected: string | undefined
  readonly criticalLinks: boolean
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
export function ganttPicture(scene: PictureScene, view: PictureView): readonly Ink[] {
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
      coats.add('rowLine', stroke(0, top - 0.5, view.width, top - 0.5))
      drawPackage(coats, shown, top, shifted)
      continue
    }
    if (shown.item.activity.id === shifted.selected) coats.add('chosen', box(0, top, view.width, ROW_HEIGHT))
    drawActivity(coats, shown.item, top, shifted)
  }
  drawLinks(coats, shifted, view)
  drawDays(coats, shifted, height)
  return coats.ink(coatStyles(scene.colours))
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
        coats.add('free', box(xOf(scale, one), top, (other - one) * scale.pixelsPerDay, below - top))
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
  coats.add(coat, `M${sharp} 0V${height}`)
}

/** Links of what is selected, and of the critical path; as far as a row of theirs is in sight or they cross what is. */
function drawLinks(coats: Coats, scene: PictureScene, { rows, width }: PictureView): void {
  const { criticalLinks, model, rowOf, scale, selected } = scene
  for (const link of model.links) {
    const [from, to] = [model.activities[link.from], model.activities[link.to]]
    if (!from || !to) continue
    const isChosen = selected !== undefined && (from.activity.id === selected || to.activity.id === selected)
    if (!isChosen && !(criticalLinks && link.isCritical)) continue
    const [rowFrom, rowTo] = [rowOf.get(link.from), rowOf.get(link.to)]
    if (rowFrom === undefined || rowTo === undefined) continue
    if (Math.max(rowFrom, rowTo) < rows.first || Math.min(rowFrom, rowTo) >= rows.last) continue
    const one = barPlace(from, scale, (rowFrom - rows.first) * ROW_HEIGHT)
    const other = barPlace(to, scale, (rowTo - rows.first) * ROW_HEIGHT)
    if (Math.max(one.right, other.right) < -50 || Math.min(one.left, other.left) > width + 50) continue
    const { head, line } = linkRoute(link.type, one, other, ROW_HEIGHT)
    coats.add(isChosen ? 'linkChosen' : 'linkCritical', line)
    coats.add(isChosen ? 'linkChosenHead' : 'linkCriticalHead', head)
  }
}

/** Data date, today, and the day of the slider. */
function drawDays(coats: Coats, { dataDate, day, scale, today }: PictureScene, height: number): void {
  // What is known is known until the end of the data date.
  vertical(coats, 'dataDate', xOf(scale, dataDate + 1), height)
  vertical(coats, 'today', xOf(scale, today), height)
  vertical(coats, 'day', xOf(scale, day + 1), height)
}
