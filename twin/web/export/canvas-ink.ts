import type { Ink, Measure } from './ink.ts'

/** Draws ink on a canvas whose units are CSS pixels. */
export function drawInk(canvas: CanvasRenderingContext2D, ink: readonly Ink[], font: string): void {
  for (const piece of ink) {
    canvas.save()
    canvas.translate(piece.x, piece.y)
    if (piece.kind === 'text') {
      canvas.font = fontOf(piece.size, piece.weight, font)
      canvas.fillStyle = piece.colour
      canvas.fillText(piece.text, 0, 0)
    } else {
      const path = new Path2D(piece.d)
      if (piece.fill !== undefined) {
        canvas.fillStyle = piece.fill
        canvas.fill(path)
      }
      if (piece.stroke !== undefined) {
        canvas.strokeStyle = piece.stroke
        canvas.lineWidth = piece.width ?? 1
        canvas.setLineDash([...(piece.dash ?? [])])
        canvas.stroke(path)
      }
    }
    canvas.restore()
  }
}

/** Measures texts in the page's font. */
export function measureIn(font: string): Measure {
  const canvas = contextOf(document.createElement('canvas'))
  return (text, size, weight) => {
    canvas.font = fontOf(size, weight, font)
    return canvas.measureText(text).width
  }
}

/** @throws Error where the browser gives no canvas to draw on */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (!context)
    throw new Error('The browser gives no 2D canvas to draw the picture on; close other pages and try again')
  return context
}

function fontOf(size: number, weight = 400, font: string): string {
  return `${weight} ${size}px ${font}`
}
