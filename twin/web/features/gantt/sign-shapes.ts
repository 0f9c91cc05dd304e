import type { PathInk } from '../../export/ink.ts'
import type { GanttColours } from './gantt-colours.ts'

/** Signs of the table and of the legend, in boxes of 24 by 16: the shapes of the picture, small. Each part has a weight. */
export const SIGNS = {
  planned: { box: 'M1 3.5h22v9H1Z' },
  construction: {
    box: 'M1 3.5h22v9H1Z',
    thin: 'M4 3.5L1 6.5M9 3.5L1 11.5M14 3.5L5 12.5M19 3.5l-9 9M23 4.5l-8 8M23 9.5l-3 3',
  },
  done: { box: 'M1 3.5h22v9H1Z', filled: 'M1 3.5h14v9H1Z' },
  assumed: { box: 'M1 3.5h22v9H1Z', thin: 'M1 6h14M1 8h14M1 10h14' },
  critical: { heavy: 'M2 3.5v9M6 3.5v9M10 3.5h13v9H10Z' },
  longest: { box: 'M1 3.5h22v6H1Z', heavy: 'M1 13h22' },
  baseline: { box: 'M1 8.5h22v4H1Z' },
  float: { thin: 'M1 8h20M21 4.5v7' },
  negative: { alert: 'M3 8h20M3 4.5v7' },
  milestone: { box: 'M12 1.5L18.5 8 12 14.5 5.5 8Z' },
  due: { box: 'M8 15V2l8 3.5L8 9' },
  missed: { alertFilled: 'M8 15V2l8 3.5L8 9Z' },
  moved: { dashed: 'M2 2v12', thin: 'M2 8h20M18 5l4 3-4 3' },
} as const
export type GanttSignName = keyof typeof SIGNS
export const SIGN_NAMES = Object.keys(SIGNS) as GanttSignName[]
export const SIGN_WIDTH = 24

/** A sign for the caption of a saved picture; there the box is 12 high, and two pixels are left out above and below. */
export function signInk(name: GanttSignName, { critical, strong, text }: GanttColours): readonly PathInk[] {
  const looks: Readonly<Record<string, Pick<PathInk, 'fill' | 'stroke' | 'width' | 'dash'>>> = {
    box: { stroke: strong },
    thin: { stroke: strong },
    filled: { stroke: strong, fill: strong },
    heavy: { stroke: text, width: 2 },
    dashed: { stroke: strong, dash: [2, 2] },
    alert: { stroke: critical, width: 2, dash: [4, 2] },
    alertFilled: { stroke: critical, fill: critical },
  }
  return Object.entries(SIGNS[name]).map(([weight, d]) => ({ kind: 'path', x: 0, y: -2, d, ...looks[weight] }))
}
