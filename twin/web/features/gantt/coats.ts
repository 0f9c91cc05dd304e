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
  'assumed',
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
    assumed: { stroke: strong, width: 1.2 },
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

/** What a point of a coat does: begins a line there, goes on to it, or goes on to it and back to where the line began. */
const [BEGIN, GO, CLOSE] = [0, 1, 2] as const

/**
 * Collects shapes by coat, so that all of one look are one path however many there are. Points are kept as plain numbers: at every
 * frame of a scroll there are thousands of them, and texts of paths would have to be read again.
 */
export class Coats {
  private readonly shapes = new Map<Coat, number[]>()
  private readonly texts: TextInk[] = []

  /** A line through points, given as x and y by turns, in pixels of the picture. */
  line(coat: Coat, ...points: readonly number[]): void {
    this.add(coat, points, false)
  }

  /** The same, closed. */
  area(coat: Coat, ...points: readonly number[]): void {
    this.add(coat, points, true)
  }

  box(coat: Coat, left: number, top: number, width: number, height: number): void {
    const [right, bottom] = [left + width, top + height]
    this.add(coat, [left, top, right, top, right, bottom, left, bottom], true)
  }

  /** A square on its corner. */
  diamond(coat: Coat, x: number, y: number, half: number): void {
    this.add(coat, [x - half, y, x, y - half, x + half, y, x, y + half], true)
  }

  write(text: Omit<TextInk, 'kind'>): void {
    this.texts.push({ kind: 'text', ...text })
  }

  /** Draws all of it on a canvas whose units are pixels of the picture, from the back to the front, texts above. */
  draw(canvas: CanvasRenderingContext2D, styles: Readonly<Record<Coat, Style>>, font: string): void {
    // So that the corner where a shape closes is no gap.
    canvas.lineCap = 'square'
    for (const coat of COATS) {
      const points = this.shapes.get(coat)
      if (!points) continue
      const { dash = [], fill, stroke, width = 1 } = styles[coat]
      trace(canvas, points)
      if (fill !== undefined) {
        canvas.fillStyle = fill
        canvas.fill()
      }
      if (stroke === undefined) continue
      canvas.strokeStyle = stroke
      canvas.lineWidth = width
      canvas.setLineDash([...dash])
      canvas.stroke()
    }
    for (const { colour, size, text, weight = 400, x, y } of this.texts) {
      canvas.font = `${weight} ${size}px ${font}`
      canvas.fillStyle = colour
      canvas.fillText(text, x, y)
    }
  }

  /** The same as ink, for a file. */
  ink(styles: Readonly<Record<Coat, Style>>): readonly Ink[] {
    const paths = COATS.flatMap((coat): readonly PathInk[] => {
      const points = this.shapes.get(coat)
      return points ? [{ kind: 'path', x: 0, y: 0, d: pathOf(points), ...styles[coat] }] : []
    })
    return [...paths, ...this.texts]
  }

  private add(coat: Coat, points: readonly number[], isClosed: boolean): void {
    let shapes = this.shapes.get(coat)
    if (!shapes) {
      shapes = []
      this.shapes.set(coat, shapes)
    }
    for (let at = 0; at + 1 < points.length; at += 2) {
      const isLast = at + 3 >= points.length
      shapes.push(points[at] ?? 0, points[at + 1] ?? 0, at === 0 ? BEGIN : isLast && isClosed ? CLOSE : GO)
    }
  }
}

/** Lines go back to where they began by themselves: `closePath` measures all of the path each time, and there are thousands of shapes in one. */
function trace(canvas: CanvasRenderingContext2D, points: readonly number[]): void {
  let [beganX, beganY] = [0, 0]
  canvas.beginPath()
  for (let at = 0; at < points.length; at += 3) {
    const x = points[at] ?? 0
    const y = points[at + 1] ?? 0
    if (points[at + 2] === BEGIN) {
      beganX = x
      beganY = y
      canvas.moveTo(x, y)
    } else canvas.lineTo(x, y)
    if (points[at + 2] === CLOSE) canvas.lineTo(beganX, beganY)
  }
}

/** As the `d` of a path, to a tenth of a pixel. */
function pathOf(points: readonly number[]): string {
  let d = ''
  for (let at = 0; at < points.length; at += 3) {
    const [x, y] = [round(points[at]), round(points[at + 1])]
    d += `${points[at + 2] === BEGIN ? 'M' : 'L'}${x} ${y}${points[at + 2] === CLOSE ? 'Z' : ''}`
  }
  return d
}

function round(value = 0): number {
  return Math.round(value * 10) / 10
}
