import type { Thing } from '../../../model/things.ts'
import { declutter } from '../../scene/label-layout.ts'
import type { Outline } from './plan-geometry.ts'

/** A name on the plan: where its first letter's foot stands, in metres as SVG has it. */
export interface PlanLabel {
  readonly thing: Thing
  readonly text: string
  readonly x: number
  readonly y: number
}

/** Mean width of a letter as a share of its height, for the page's font. */
const LETTER_WIDTH = 0.58
const MOST_LETTERS = 28
/** From the outline to the name, as a share of the letters' height. */
const INSET = 0.4

/**
 * The names that can be read side by side: inside the outline at its upper left where they fit, else across its middle; halls before
 * buildings, buildings before plots. What finds no room has its name in the tooltip and in the table.
 *
 * @param letters height of the letters in metres
 */
export function labelOutlines(
  outlines: readonly Outline[],
  letters: number,
  nameOf: (thing: Thing) => string,
): readonly PlanLabel[] {
  const candidates = outlines.map(({ thing, box }) => {
    const name = nameOf(thing)
    const text = name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name
    const width = text.length * letters * LETTER_WIDTH
    const fits = width + letters * 2 * INSET <= box.width && letters * 1.6 <= box.height
    const x = fits ? box.x + letters * INSET : box.x + (box.width - width) / 2
    const y = fits ? box.y + letters * (1 + INSET) : box.y + box.height / 2 + letters * 0.35
    return { thing, text, width, x, y }
  })
  const boxes = candidates.map(({ thing, width, x, y }) => ({
    x: x + width / 2,
    y: y - letters * 0.4,
    width,
    height: letters,
    importance: importanceOf(thing),
    shown: true,
  }))
  const kept = declutter(boxes, letters * 0.2)
  return candidates.filter((_, number) => kept.has(number))
}

/**
 * The name of a row as far as there is room beside it: whole, else its last word, which tells it from its neighbours.
 *
 * @param room metres
 * @param letters height of the letters in metres
 */
export function rowText(name: string, room: number, letters: number): string {
  return name.length * letters * LETTER_WIDTH <= room ? name : (name.split(/[\s-]+/).at(-1) ?? name)
}

function importanceOf(thing: Thing): number {
  if (thing.kind === 'room') return thing.use === 'data-hall' ? 4 : 1
  return thing.kind === 'building' ? 3 : 2
}
