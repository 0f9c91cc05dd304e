import type { Ink, PathInk, TextInk } from '../../export/ink.ts'
import type { GanttColours } from './gantt-colours.ts'

/** What the picture is made of, from the back to the front. */
const COATS = [
  'free',
  'chosen',
  'grid',
  'gridMajor',
  'rowLine',
  'float',
  'baseline',
  'ghost',
  'ground',
  'done',
  'hatch',
  'bar',
  'critical',
  'longest',
  'summary',
  'link',
  'linkHead',
  'linkCritical',
  'linkCriticalHead',
  'linkChosen',
  'linkChosenHead',
  'diamond',
  'diamondDone',
  'diamondCritical',
  'sign',
  'negative',
  'due',
  'missed',
  'moved',
  'dataDate',
  'today',
  'day',
  'dayFlag',
] as const
export type Coat = (typeof COATS)[number]

type Style = Pick<PathInk, 'fill' | 'stroke' | 'width' | 'dash'>

/** Meaning is in shape, weight and dash; colour only repeats it. */
export function coatStyles(colours: GanttColours): Readonly<Record<Coat, Style>> {
  const { accent, chosen, critical, free, line, quiet, strong, surface, text } = colours
  return {
    free: { fill: free },
    chosen: { fill: chosen },
    grid: { stroke: line, width: 1 },
    gridMajor: { stroke: line, width: 2 },
    rowLine: { stroke: line, width: 1 },
    float: { stroke: quiet, width: 1.5 },
    baseline: { fill: surface, stroke: strong, width: 1 },
    ghost: { stroke: quiet, width: 1, dash: [2, 2] },
    ground: { fill: surface },
    done: { fill: strong },
    hatch: { stroke: strong, width: 1 },
    bar: { stroke: strong, width: 1 },
    critical: { stroke: text, width: 2 },
    longest: { stroke: text, width: 2 },
    summary: { fill: text },
    link: { stroke: quiet, width: 1 },
    linkHead: { fill: quiet },
    linkCritical: { stroke: text, width: 1.5 },
    linkCriticalHead: { fill: text },
    linkChosen: { stroke: accent, width: 2 },
    linkChosenHead: { fill: accent },
    diamond: { fill: surface, stroke: strong, width: 1.5 },
    diamondDone: { fill: strong, stroke: strong, width: 1.5 },
    diamondCritical: { fill: surface, stroke: text, width: 2.5 },
    sign: { stroke: text, width: 2 },
    negative: { stroke: critical, width: 2, dash: [4, 2] },
    due: { fill: surface, stroke: strong, width: 1 },
    missed: { fill: critical, stroke: critical, width: 1.5 },
    moved: { stroke: text, width: 1.5 },
    dataDate: { stroke: text, width: 1.5 },
    today: { stroke: quiet, width: 1, dash: [2, 3] },
    day: { stroke: accent, width: 1.5, dash: [6, 3] },
    dayFlag: { fill: accent },
  }
}

/** Collects shapes by coat, so that all of one look are one path however many there are. */
export class Coats {
  private readonly shapes = new Map<Coat, string>()
  private readonly texts: TextInk[] = []

  /** @param d of a path, in pixels of the picture */
  add(coat: Coat, d: string): void {
    this.shapes.set(coat, (this.shapes.get(coat) ?? '') + d)
  }

  write(text: Omit<TextInk, 'kind'>): void {
    this.texts.push({ kind: 'text', ...text })
  }

  /** All of it, from the back to the front, texts above. */
  ink(styles: Readonly<Record<Coat, Style>>): readonly Ink[] {
    const paths = COATS.flatMap((coat): readonly PathInk[] => {
      const d = this.shapes.get(coat)
      return d === undefined ? [] : [{ kind: 'path', x: 0, y: 0, d, ...styles[coat] }]
    })
    return [...paths, ...this.texts]
  }
}

/** A rectangle as the `d` of a path. */
export function box(left: number, top: number, width: number, height: number): string {
  return `M${r(left)} ${r(top)}h${r(width)}v${r(height)}h${r(-width)}Z`
}

/** A line as the `d` of a path. */
export function stroke(x1: number, y1: number, x2: number, y2: number): string {
  return `M${r(x1)} ${r(y1)}L${r(x2)} ${r(y2)}`
}

/** A square on its corner as the `d` of a path. */
export function diamond(x: number, y: number, half: number): string {
  return `M${r(x - half)} ${r(y)}L${r(x)} ${r(y - half)}L${r(x + half)} ${r(y)}L${r(x)} ${r(y + half)}Z`
}

function r(value: number): number {
  return Math.round(value * 10) / 10
}
