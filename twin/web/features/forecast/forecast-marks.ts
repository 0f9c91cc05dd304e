import type uPlot from 'uplot'
import type { Translator } from '../../i18n/translator.ts'
import { amount } from './amount.ts'
import type { Constraint, Use } from './forecast-data.ts'

interface Marks {
  readonly constraint: Constraint
  readonly steps: Use['steps']
  readonly translator: Translator
  readonly colours: { readonly text: string; readonly quiet: string; readonly surface: string }
  readonly font: string
}

const LINE = 14
const ROWS = 4
const APART = 32

/** Reservations as dashed lines with their names, and the days on which the limit is reached as ticks on it. */
export function drawMarks(plot: uPlot, { colours, constraint, font, steps, translator }: Marks): void {
  const { ctx, bbox } = plot
  const density = globalThis.devicePixelRatio || 1
  const xOf = (at: number) => plot.valToPos(at / 1000, 'x', true)
  const isInside = (x: number) => x >= bbox.left && x <= bbox.left + bbox.width
  ctx.save()
  ctx.font = font.replace(/^\d+/, (size) => String(Number(size) * density))
  ctx.lineWidth = density
  for (const [row, { amount: added, at, name }] of steps.entries()) {
    const x = xOf(at)
    if (!isInside(x)) continue
    ctx.strokeStyle = colours.quiet
    ctx.setLineDash([3 * density, 3 * density])
    stroke(ctx, x, bbox.top, x, bbox.top + bbox.height)
    const sign = added > 0 ? '+' : '−'
    const label = `${name} ${sign}${amount(translator, Math.abs(added), constraint.unit)}`
    // From below the limit line's marks down, each on a line of its own.
    write(plot, label, x, bbox.top + bbox.height - (1 + (row % ROWS)) * LINE * density, colours.quiet, colours.surface)
  }
  const { full, limit } = constraint
  if (full && limit !== null) {
    const y = plot.valToPos(limit, 'y', true)
    let row = 0
    let before = Number.NEGATIVE_INFINITY
    for (const chance of ['p10', 'p50', 'p90'] as const) {
      const at = full[chance]
      const x = at === null ? Number.NaN : xOf(at)
      if (!isInside(x)) continue
      ctx.setLineDash([])
      ctx.strokeStyle = colours.text
      ctx.lineWidth = 2 * density
      stroke(ctx, x, y - 5 * density, x, y + 5 * density)
      // A line further down only where it would stand on the one before.
      row = x - before < APART * density ? row + 1 : 0
      before = x
      write(plot, chance.toUpperCase(), x, y + (2 + row) * LINE * density, colours.text, colours.surface)
    }
  }
  ctx.restore()
}

function stroke(ctx: CanvasRenderingContext2D, x0: number, y0: number, x1: number, y1: number): void {
  ctx.beginPath()
  ctx.moveTo(x0, y0)
  ctx.lineTo(x1, y1)
  ctx.stroke()
}

/** Right of a mark, or as far right as it fits, on a ground that keeps it legible over lines. */
function write({ bbox, ctx }: uPlot, text: string, x: number, y: number, colour: string, ground: string): void {
  const density = globalThis.devicePixelRatio || 1
  const right = bbox.left + bbox.width - ctx.measureText(text).width
  const left = Math.max(bbox.left, Math.min(x + 4 * density, right))
  ctx.textAlign = 'left'
  ctx.setLineDash([])
  ctx.lineJoin = 'round'
  ctx.lineWidth = 4 * density
  ctx.strokeStyle = ground
  ctx.strokeText(text, left, y)
  ctx.lineWidth = density
  ctx.fillStyle = colour
  ctx.fillText(text, left, y)
}
