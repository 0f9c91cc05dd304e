import type { ThemeName } from '../state/settings.ts'

/** Told apart by dash as well as by colour. */
const DASHES: readonly (readonly number[])[] = [[], [8, 4], [2, 3], [10, 3, 2, 3], [5, 5], [1, 5]]
/** Steps of lightness of the accent's hue, and the neutral; chosen for 3:1 on either ground. */
const STROKES: Readonly<Record<ThemeName, readonly string[]>> = {
  dark: ['#5cc8f2', '#f2f6f9', '#8fb8ff', '#9fb0bf', '#c7e9f7', '#6f8fd8'],
  light: ['#0b6e99', '#18222b', '#3d5fb8', '#5d6d7b', '#084c6b', '#6a4fb0'],
}

export interface LineStroke {
  readonly colour: string
  /** Lengths of line and gap by turns, in pixels; none for a line without gaps. */
  readonly dash: readonly number[]
}

/** How the series at a place of a chart is drawn. */
export function strokeOf(theme: ThemeName, at: number): LineStroke {
  const colours = STROKES[theme]
  return { colour: colours[at % colours.length] ?? '', dash: DASHES[at % DASHES.length] ?? [] }
}

/** A CSS background that shows a piece of such a line from left to right. */
export function dashFill({ colour, dash }: LineStroke): string {
  let end = 0
  const stops = dash.map((length, at) => {
    const start = end
    end += length
    return `${at % 2 === 0 ? colour : 'transparent'} ${start}px ${end}px`
  })
  return stops.length === 0 ? colour : `repeating-linear-gradient(90deg, ${stops.join(', ')})`
}
