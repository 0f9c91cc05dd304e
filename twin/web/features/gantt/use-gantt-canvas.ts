import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { contextOf, drawInk } from '../../export/canvas-ink.ts'
import type { Ink } from '../../export/ink.ts'

interface CanvasAsked {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly scroller: RefObject<HTMLElement | null>
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
  readonly font: string
  /** What is drawn, at a place of the line of time. */
  readonly inkAt: (left: number) => readonly Ink[]
}

/** Draws ink on a canvas: when what is drawn changes, and when its scroller moves sideways. */
export function useGanttCanvas({ canvas, scroller, width, height, font, inkAt }: CanvasAsked): void {
  useLayoutEffect(() => {
    draw(canvas.current, { width, height, font }, inkAt(scroller.current?.scrollLeft ?? 0))
  }, [canvas, scroller, width, height, font, inkAt])
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let left = element.scrollLeft
    const onScroll = () => {
      if (element.scrollLeft === left) return
      left = element.scrollLeft
      draw(canvas.current, { width, height, font }, inkAt(left))
    }
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [canvas, scroller, width, height, font, inkAt])
}

interface CanvasSize {
  readonly width: number
  readonly height: number
  readonly font: string
}

function draw(canvas: HTMLCanvasElement | null, { width, height, font }: CanvasSize, ink: readonly Ink[]): void {
  if (!canvas || width <= 0 || height <= 0) return
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
  drawInk(context, ink, font)
  context.restore()
}
