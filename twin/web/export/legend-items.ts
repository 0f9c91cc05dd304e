import { HEALTH, type Health } from '../../model/health.ts'
import { RAMP_LENGTH, type RampName } from '../colour/ramp.ts'
import { cssRamp } from '../colour/scale.ts'
import { HEALTH_SIGNS } from '../ui/health-signs.ts'
import { type CaptionItem, SIGN_HEIGHT } from './caption.ts'
import { type PathInk, rectangle } from './ink.ts'
import type { PageColours } from './page-colours.ts'

const RAMP_WIDTH = 128
const STOPS = 32
const SWATCH = { width: 16, height: 11 }

/** A ramp between the ends of its domain. */
export function rampItem(name: RampName, from: string, to: string): CaptionItem {
  const colours = cssRamp(name)
  const step = RAMP_WIDTH / STOPS
  const sign = Array.from({ length: STOPS }, (_, at): PathInk => {
    const fill = colours[Math.round((at / (STOPS - 1)) * (RAMP_LENGTH - 1))]
    // Each reaches under the next, so that no seam shows between them.
    return { kind: 'path', x: at * step, y: 1, d: rectangle(at === STOPS - 1 ? step : step + 1, SIGN_HEIGHT - 2), fill }
  })
  return { lead: from, sign, width: RAMP_WIDTH, text: to }
}

/** The signs of health, worst first. */
export function healthItems(textOf: (health: Health) => string, colours: PageColours): readonly CaptionItem[] {
  return [...HEALTH].reverse().map((health) => {
    const { outline, sign } = HEALTH_SIGNS[health]
    const own = colours[health]
    const filled = health === 'critical'
    const path = { kind: 'path', x: 0, y: 0, width: 1.5 } as const
    return {
      sign: [
        {
          ...path,
          d: outline,
          stroke: own,
          ...(filled && { fill: own }),
          ...(health === 'unknown' && { dash: [2, 1.5] }),
        },
        ...(sign === undefined ? [] : [{ ...path, d: sign, stroke: filled ? colours.surface : own }]),
      ],
      width: SIGN_HEIGHT,
      text: textOf(health),
    }
  })
}

/** The hatch of what was not measured. */
export function noDataItem(text: string, { line }: PageColours): CaptionItem {
  const path = { kind: 'path', x: 0, y: 0.5, stroke: line } as const
  const frame = { ...path, d: rectangle(SWATCH.width, SWATCH.height) }
  return { sign: [frame, { ...path, d: 'M0 6L6 0M0 11L11 0M5 11L16 0M10 11L16 5' }], width: SWATCH.width, text }
}

/** White stands for what has no maximum to be compared with. */
export function noMaximumItem(text: string, { line }: PageColours): CaptionItem {
  const d = rectangle(SWATCH.width, SWATCH.height)
  return { sign: [{ kind: 'path', x: 0, y: 0.5, d, stroke: line, fill: '#fff' }], width: SWATCH.width, text }
}

/** A line of a chart. */
export function lineItem(text: string, stroke: string, dash: readonly number[]): CaptionItem {
  return { sign: [{ kind: 'path', x: 0, y: SIGN_HEIGHT / 2, d: 'M0 0H24', stroke, width: 1.5, dash }], width: 24, text }
}
