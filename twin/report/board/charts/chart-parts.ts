import { type Day, markOf } from '../../../model/day.ts'
import { escapeHtml } from '../../html/html-parts.ts'
import { niceTop } from '../../html/nice-top.ts'

/** Colours of paper; what they say a shape or a text says too. */
export const INK = '#17202a'
export const QUIET = '#4d5863'
export const LINE = '#d5dbe1'
export const ACCENT = '#0b5cad'
export const GAP = '#b42318'
export const PALE = '#cfe2f5'

export const WIDTH = 720
const STEPS = 4
const DAY_MS = 86_400_000
/** Months from tick to tick; the first that gives few enough is taken. */
const TICKS = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600] as const
const TICK_WIDTH = 58

/** Where the lines of a chart are, within its picture. */
export interface Plot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

export interface TimeScale {
  x(day: string): number
  readonly svg: string
}

/** A picture of its own: it needs no sheet of styles and no letters that are loaded. */
export function picture(height: number, caption: string, parts: readonly string[]): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeHtml(caption)}" font-family="Inter, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif" font-size="11" fill="${QUIET}">${parts.join('')}</svg>`
}

/** How much room the amounts beside a chart take. */
export function roomFor(most: number, told: (value: number) => string): number {
  const top = niceTop(most)
  return 10 + 6.3 * Math.max(...[1, 2, 3, 4].map((step) => told((top * step) / STEPS).length))
}

/** Days from left to right, with ticks at beginnings of months or years. */
export function timeScale(from: Day, to: Day, plot: Plot): TimeScale {
  const [first, last] = [markOf(from), Math.max(markOf(to), markOf(from) + DAY_MS)]
  const width = plot.right - plot.left
  const x = (day: string) => plot.left + ((markOf(day as Day) - first) / (last - first)) * width
  const months = (last - first) / (DAY_MS * 30.44)
  const step = TICKS.find((one) => (months / one) * TICK_WIDTH <= width) ?? 1_200
  const ticks: string[] = []
  const start = new Date(first)
  for (let month = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth()) / step) * step; ; month += step) {
    const day = new Date(Date.UTC(0, month, 1))
    day.setUTCFullYear(Math.floor(month / 12))
    if (day.getTime() > last) break
    if (day.getTime() < first) continue
    const iso = day.toISOString().slice(0, 10)
    const at = x(iso).toFixed(1)
    ticks.push(
      `<path d="M${at} ${plot.bottom}v4" stroke="${QUIET}"/>${label(x(iso), plot.bottom + 15, iso.slice(0, step >= 12 ? 4 : 7), 'middle')}`,
    )
  }
  return { x, svg: ticks.join('') }
}

export interface ValueScale {
  y(value: number): number
  readonly svg: string
}

/** Amounts from the bottom up, with lines at quarters. */
export function valueScale(most: number, plot: Plot, told: (value: number) => string): ValueScale {
  const top = niceTop(most)
  const y = (value: number) => plot.bottom - (Math.max(0, value) / top) * (plot.bottom - plot.top)
  const lines = Array.from({ length: STEPS + 1 }, (_, step) => {
    const at = y((top * step) / STEPS).toFixed(1)
    const text = label(plot.left - 5, Number(at) + 4, told((top * step) / STEPS), 'end')
    return `<path d="M${plot.left} ${at}H${plot.right}" stroke="${LINE}"/>${text}`
  })
  return { y, svg: lines.join('') }
}

export function label(x: number, y: number, text: string, anchor: 'start' | 'middle' | 'end' = 'start'): string {
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}">${escapeHtml(text)}</text>`
}

/** An amount that holds from a day on. */
export interface Held {
  readonly day: string
  readonly value: number
}

/** A line that goes up and down at the days, from the first until a day. */
export function stairs(held: readonly Held[], until: string, { x }: TimeScale, { y }: ValueScale): string {
  const [first, ...others] = held
  if (!first) return ''
  const turns = others.map(({ day, value }) => `H${x(day).toFixed(1)}V${y(value).toFixed(1)}`)
  return `M${x(first.day).toFixed(1)} ${y(first.value).toFixed(1)}${turns.join('')}H${x(until).toFixed(1)}`
}

/** A day somewhat after the last one, so that what comes then is seen. */
export function beyond(from: string, last: string): string {
  const [first, end] = [markOf(from as Day), markOf(last as Day)]
  const more = Math.max(60 * DAY_MS, (end - first) * 0.05)
  return new Date(end + Math.round(more / DAY_MS) * DAY_MS).toISOString().slice(0, 10)
}

/** The day until which reports tell. */
export function dataDateLine(day: string, { x }: TimeScale, plot: Plot): string {
  const at = x(day).toFixed(1)
  return `<path d="M${at} ${plot.top}V${plot.bottom}" stroke="${INK}" stroke-dasharray="2 3"/>`
}

/** Marks with what they mean, one beside the other. */
export function legend(y: number, entries: readonly (readonly [(x: number, y: number) => string, string])[]): string {
  let x = 8
  return entries
    .map(([mark, text]) => {
      const entry = `${mark(x, y - 4)}${label(x + 28, y, text)}`
      x += 50 + text.length * 6.2
      return entry
    })
    .join('')
}

/** A piece of a line, for a legend. */
export function lineMark(stroke: string, dashes = '', width = 1.6): (x: number, y: number) => string {
  return (x, y) => `<path d="M${x} ${y}h22" fill="none" ${strokeOf(stroke, dashes, width)}/>`
}

/** An area of a colour, for a legend. */
export function fillMark(fill: string, stroke = 'none'): (x: number, y: number) => string {
  return (x, y) => `<rect x="${x}" y="${y - 5}" width="22" height="10" fill="${fill}" stroke="${stroke}"/>`
}

export function strokeOf(stroke: string, dashes = '', width = 1.6): string {
  return `stroke="${stroke}" stroke-width="${width}"${dashes === '' ? '' : ` stroke-dasharray="${dashes}"`}`
}
