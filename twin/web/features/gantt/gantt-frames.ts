import { shorten } from '../../export/caption.ts'
import type { DrawnFrame } from '../../export/drawn-frames.ts'
import type { Ink } from '../../export/ink.ts'
import { type Coats, coatStyles } from './coats.ts'
import { AXIS_HEIGHT } from './gantt-axis.ts'
import { ganttPicture, type PictureScene } from './gantt-picture.ts'
import { ROW_HEIGHT } from './row-shapes.ts'
import type { RowWindow } from './row-window.ts'

/** Names stand beside a saved picture, whatever columns the page shows. */
const NAMES_WIDTH = 240
const SIZE = 12
const INDENT = 14

interface FramesAsked {
  readonly scene: PictureScene
  readonly axisAt: (left: number, width: number) => Coats
  readonly rows: RowWindow
  /** Place on the line of time, and how much of it, in pixels. */
  readonly left: number
  readonly width: number
}

/** Rows of the chart as frames of a file: names, axis, and what the page draws; and how large they are together. */
export function ganttFrames({ axisAt, left, rows, scene, width }: FramesAsked): {
  readonly frames: readonly DrawnFrame[]
  readonly size: { readonly width: number; readonly height: number }
} {
  const styles = coatStyles(scene.colours)
  const height = (rows.last - rows.first) * ROW_HEIGHT
  const picture = ganttPicture(scene, { rows, left, width })
  const [x, y] = [NAMES_WIDTH, AXIS_HEIGHT]
  return {
    frames: [
      { x: 0, y, width: NAMES_WIDTH, height, ink: names(scene, rows) },
      { x, y: 0, width, height: AXIS_HEIGHT, ink: axisAt(left, width).ink(styles) },
      { x, y, width, height, ink: picture.ink(styles) },
    ],
    size: { width: NAMES_WIDTH + width, height: AXIS_HEIGHT + height },
  }
}

function names({ colours, measure, rows }: PictureScene, { first, last }: RowWindow): readonly Ink[] {
  return rows.slice(first, last).map((row, offset) => {
    const weight = row.kind === 'package' ? 600 : 400
    const x = row.kind === 'package' ? 0 : INDENT
    const text = shorten(row.name, NAMES_WIDTH - x - INDENT, (part) => measure(part, SIZE, weight))
    return { kind: 'text', x, y: offset * ROW_HEIGHT + 18, text, size: SIZE, weight, colour: colours.text }
  })
}
