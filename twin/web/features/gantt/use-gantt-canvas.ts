import { type RefObject, useLayoutEffect } from 'react'
import { contextOf } from '../../export/canvas-ink.ts'
import { type Coats, coatStyles } from './coats.ts'
import type { GanttColours } from './gantt-colours.ts'

interface CanvasAsked {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly scroller: RefObject<HTMLElement | null>
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
  readonly colours: GanttColours
  /** What is drawn, at a place of the line of time. */
  readonly drawnAt: (left: number) => Coats
}

/** Draws coats on a canvas: when what is drawn changes, and when its scroller moves sideways. */
export function useGanttCanvas({ canvas, scroller, width, height, colours, drawnAt }: CanvasAsked): void {
  useLayoutEffect(() => {
    const [element, drawn] = [scroller.current, canvas.current]
    if (!element || !drawn) return
    let left = element.scrollLeft
    const paint = () => {
      draw(drawn, { width, height, colours }, drawnAt(left))
      drawn.dataset.left = String(left)
    }
    const onScroll = () => {
      if (element.scrollLeft === left) return
      left = element.scrollLeft
      paint()
    }
    paint()
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [canvas, scroller, width, height, colours, drawnAt])
}

interface CanvasSize {
  readonly width: number
  readonly height: number
  readonly colours: GanttColours
}

function draw(canvas: HTMLCanvasElement, { width, height, colours }: CanvasSize, coats: Coats): void {
  if (width <= 0 || height <= 0) return
  const density = devicePixelRatio
  const [across, down] = [Math.round(width * density), Math.round(height * density)]
  const context = contextOf(canvas)
  // A canvas of another size is another memory: it is asked for only when it changes.
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across
    canvas.height = down
  } else context.clearRect(0, 0, across, down)
  context.save()
  context.scale(density, density)
  coats.draw(context, coatStyles(colours), colours.font)
  context.restore()
}
