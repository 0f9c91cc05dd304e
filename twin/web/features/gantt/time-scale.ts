/** Days laid along a line. Days are counted since 1970-01-01; a day reaches from its own number until the next. */
export interface TimeScale {
  /** The day at the left edge. */
  readonly first: number
  /** Pixels from the first day until the end of the last. */
  readonly width: number
  readonly pixelsPerDay: number
}

/** What is drawn: from the beginning of one day until the beginning of another. */
export interface Extent {
  readonly from: number
  readonly until: number
}

/** How many pixels a day has where a decade, a year … a week can be read. */
export const ZOOMS = { decade: 0.12, year: 0.5, quarter: 1.5, month: 5, week: 24 } as const
export type ZoomName = keyof typeof ZOOMS

const MOST_PIXELS_PER_DAY = 40
const LEAST_PIXELS_PER_DAY = 0.02
/** One press of + or −. */
const STEP = 1.6

/** A scale on which the whole extent is as wide as the view. */
export function fitPixelsPerDay({ from, until }: Extent, width: number): number {
  return clampZoom(Math.max(1, width) / Math.max(1, until - from))
}

/** How much of what is seen lies behind the present where the view is of what is to come. */
export const BEHIND = 0.2

/** A scale on which all that is to come after a day is as wide as the view, with some of what is behind; never further away than all of it. */
export function aheadPixelsPerDay(extent: Extent, present: number, width: number): number {
  const ahead = fitPixelsPerDay({ from: present, until: extent.until }, width * (1 - BEHIND))
  return Math.max(fitPixelsPerDay(extent, width), Math.min(ahead, ZOOMS.month))
}

/** A scale that begins with the extent and fills at least the view. */
export function timeScale({ from, until }: Extent, pixelsPerDay: number, viewWidth: number): TimeScale {
  return { first: from, pixelsPerDay, width: Math.max(viewWidth, Math.ceil((until - from) * pixelsPerDay)) }
}

/** Where a day begins, in pixels from the left edge of all that is drawn. */
export function xOf({ first, pixelsPerDay }: TimeScale, day: number): number {
  return (day - first) * pixelsPerDay
}

/** The day at a place, with its fraction. */
export function dayAt({ first, pixelsPerDay }: TimeScale, x: number): number {
  return first + x / pixelsPerDay
}

/** One step closer or further, within what can be read. */
export function zoomedBy(pixelsPerDay: number, steps: number): number {
  return clampZoom(pixelsPerDay * STEP ** steps)
}

function clampZoom(pixelsPerDay: number): number {
  return Math.min(MOST_PIXELS_PER_DAY, Math.max(LEAST_PIXELS_PER_DAY, pixelsPerDay))
}
