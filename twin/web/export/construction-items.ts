import { type CaptionItem, SIGN_HEIGHT } from './caption.ts'
import { rectangle } from './ink.ts'
import type { PageColours } from './page-colours.ts'

/** The triangle of what is late, as wide as it says. */
export const LATE_SIGN = { path: 'M5 0L10 10H0Z', width: 10, height: 10 } as const

const SWATCH = { width: 16, height: 11 }

interface ConstructionWords {
  readonly planned: string
  readonly underConstruction: string
  readonly commissioned: string
  readonly late: string
}

/** How the states of building are drawn: a dashed outline, a hatch, a body; and the sign of what is late. */
export function constructionItems(words: ConstructionWords, colours: PageColours): readonly CaptionItem[] {
  const frame = { kind: 'path', x: 0, y: 0.5, d: rectangle(SWATCH.width, SWATCH.height), stroke: colours.text } as const
  const strokes = { ...frame, d: 'M0 6L6 0M0 11L11 0M5 11L16 0M10 11L16 5' }
  const item = (sign: CaptionItem['sign'], text: string) => ({ sign, width: SWATCH.width, text })
  return [
    item([{ ...frame, dash: [3, 2] }], words.planned),
    item([frame, strokes], words.underConstruction),
    item([{ ...frame, fill: colours.line }], words.commissioned),
    {
      sign: [{ kind: 'path', x: 0, y: (SIGN_HEIGHT - LATE_SIGN.height) / 2, d: LATE_SIGN.path, fill: colours.warning }],
      width: LATE_SIGN.width,
      text: words.late,
    },
  ]
}
