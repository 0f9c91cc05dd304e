import type { ThemeName } from '../../state/settings.ts'
import { strokeOf } from '../../ui/line-strokes.ts'

/** Of the line in the middle of a fan. */
export const MIDDLE_DASH: readonly number[] = [8, 4]

/** How the parts of a fan are drawn: told apart by dash and area as well as by colour. */
export function fanStrokes(theme: ThemeName) {
  const own = strokeOf(theme, 0).colour
  return { mean: own, middle: strokeOf(theme, 1).colour, band: `${own}99`, fill: `${own}33` }
}
