import { type Ink, type Measure, moved, type PathInk } from './ink.ts'
import type { PageColours } from './page-colours.ts'

/** A sign of the legend with its meaning. */
export interface CaptionItem {
  /** Text before the sign. */
  readonly lead?: string
  /** Drawn in a box of `width` by `SIGN_HEIGHT` pixels. */
  readonly sign: readonly PathInk[]
  readonly width: number
  readonly text: string
}

/** What a saved picture says of itself below the drawing. */
export interface Caption {
  readonly title: string
  readonly notes: readonly string[]
  readonly items: readonly CaptionItem[]
}

export const SIGN_HEIGHT = 12
export const PADDING = 12
const TITLE = { size: 14, weight: 600, height: 20 }
const LINE = { size: 12, height: 18 }
const GAP = 6
const BETWEEN_ITEMS = 16

/** Sets a caption in lines of at most `width` pixels. Returns what to draw and how tall it is, padding and all. */
export function layOutCaption(
  { title, notes, items }: Caption,
  width: number,
  { text, quiet }: Pick<PageColours, 'text' | 'quiet'>,
  measure: Measure,
): { readonly ink: readonly Ink[]; readonly height: number } {
  const most = width - 2 * PADDING
  const ink: Ink[] = []
  let y = PADDING
  for (const line of wrap(title, most, (part) => measure(part, TITLE.size, TITLE.weight))) {
    const { size, weight, height } = TITLE
    ink.push({ kind: 'text', x: PADDING, y: y + height - 5, text: line, size, weight, colour: text })
    y += height
  }
  for (const note of notes) {
    for (const line of wrap(note, most, (part) => measure(part, LINE.size))) {
      ink.push({ kind: 'text', x: PADDING, y: y + LINE.height - 5, text: line, size: LINE.size, colour: quiet })
      y += LINE.height
    }
  }
  let x = PADDING
  for (const item of items) {
    const set = layOutItem(item, text, measure)
    if (x > PADDING && x + set.width > PADDING + most) {
      x = PADDING
      y += LINE.height
    }
    ink.push(...moved(set.ink, x, y))
    x += set.width + BETWEEN_ITEMS
  }
  return { ink, height: y + (items.length > 0 ? LINE.height : 0) + PADDING }
}

function layOutItem({ lead, sign, width, text }: CaptionItem, colour: string, measure: Measure) {
  const ink: Ink[] = []
  const base = LINE.height - 5
  let x = 0
  if (lead !== undefined) {
    ink.push({ kind: 'text', x, y: base, text: lead, size: LINE.size, colour })
    x += measure(lead, LINE.size) + GAP
  }
  ink.push(...moved(sign, x, (LINE.height - SIGN_HEIGHT) / 2))
  x += width + GAP
  ink.push({ kind: 'text', x, y: base, text, size: LINE.size, colour })
  return { ink, width: x + measure(text, LINE.size) }
}

/** Breaks a text at spaces; a word wider than a line is shortened. */
function wrap(text: string, most: number, widthOf: (text: string) => number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines.at(-1)} ${word}`
    if (lines.length > 0 && widthOf(longer) <= most) lines[lines.length - 1] = longer
    else lines.push(shorten(word, most, widthOf))
  }
  return lines
}

/** The text, or as many of its first letters as fit with an ellipsis. */
export function shorten(text: string, most: number, widthOf: (text: string) => number): string {
  if (widthOf(text) <= most) return text
  const letters = [...text]
  while (letters.length > 0 && widthOf(`${letters.join('')}…`) > most) letters.pop()
  return `${letters.join('')}…`
}
