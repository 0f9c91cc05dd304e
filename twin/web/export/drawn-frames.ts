import { contextOf, drawInk } from './canvas-ink.ts'
import type { Ink } from './ink.ts'
import { inkSvg, type SheetDrawing } from './svg-sheet.ts'
import { xmlElement } from './xml.ts'

/** A part of a picture with edges that nothing in it crosses. */
export interface DrawnFrame {
  /** Upper left corner, and size, in CSS pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** From its own corner. */
  readonly ink: readonly Ink[]
}

interface DrawnSize {
  readonly width: number
  readonly height: number
}

/** Frames as a drawing of a sheet (svg-sheet.ts). */
export function drawingOfFrames(frames: readonly DrawnFrame[], { width, height }: DrawnSize): SheetDrawing {
  const markup = frames
    .map(({ ink, ...place }) => xmlElement('svg', { ...place, overflow: 'hidden' }, inkSvg(ink)))
    .join('\n')
  return { markup, viewBox: `0 0 ${width} ${height}`, width, height }
}

/** Frames on a canvas of their own. @param density pixels of the canvas in one of CSS */
export function canvasOfFrames(
  frames: readonly DrawnFrame[],
  { width, height }: DrawnSize,
  { density, font, ground }: { readonly density: number; readonly font: string; readonly ground: string },
): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(width * density)
  canvas.height = Math.round(height * density)
  const context = contextOf(canvas)
  context.scale(density, density)
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  for (const frame of frames) {
    context.save()
    context.beginPath()
    context.rect(frame.x, frame.y, frame.width, frame.height)
    context.clip()
    context.translate(frame.x, frame.y)
    drawInk(context, frame.ink, font)
    context.restore()
  }
  return canvas
}
