import { type RefObject, useEffect, useRef, useState } from 'react'
import type { SceneProps } from '../scene-props.ts'
import type { Stage } from './stage.ts'

/** What the pointer is over; `place` is the ref of the note that follows it. */
export interface Hovered {
  readonly text: string
  readonly place: (element: HTMLElement | null) => void
}

/** Pixels that a press may wander and still be a press rather than a drag. */
const PRESS_SLACK = 4

/** Press selects, double press enters, hovering names; one test a frame, none while the camera is dragged. */
export function useStagePointer(
  stage: Stage | undefined,
  canvasRef: RefObject<HTMLCanvasElement | null>,
  props: SceneProps,
): Hovered | undefined {
  const [hovered, setHovered] = useState<{ text: string; x: number; y: number }>()
  const latest = useRef(props)
  latest.current = props

  useEffect(() => {
    const canvas = canvasRef.current
    if (!stage || !canvas) return
    let pressed: { x: number; y: number } | undefined
    let over: PointerEvent | undefined
    let asked = 0
    const thingAt = (event: MouseEvent) => {
      const { left, top, width, height } = canvas.getBoundingClientRect()
      return stage.pick((event.clientX - left) / width, (event.clientY - top) / height)
    }
    const hover = () => {
      asked = 0
      if (over?.buttons !== 0) return
      const index = thingAt(over)
      const thing = index === undefined ? undefined : latest.current.estate.thing(index)
      canvas.classList.toggle('is-over', thing !== undefined)
      setHovered(thing && { text: latest.current.nameOf(thing), x: over.offsetX, y: over.offsetY })
    }
    const moved = (event: PointerEvent) => {
      over = event
      if (asked === 0) asked = requestAnimationFrame(hover)
    }
    const down = (event: PointerEvent) => {
      pressed = { x: event.clientX, y: event.clientY }
      setHovered(undefined)
    }
    const still = (event: MouseEvent) =>
      pressed !== undefined && Math.hypot(event.clientX - pressed.x, event.clientY - pressed.y) <= PRESS_SLACK
    const click = (event: MouseEvent) => {
      if (still(event)) latest.current.onSelect(thingAt(event))
    }
    const enter = (event: MouseEvent) => {
      const thing = thingAt(event)
      if (thing !== undefined) latest.current.onEnter(thing)
    }
    const left = () => {
      over = undefined
      setHovered(undefined)
    }
    const listeners = { pointermove: moved, pointerdown: down, click, dblclick: enter, pointerleave: left }
    for (const [name, listener] of Object.entries(listeners)) canvas.addEventListener(name, listener as EventListener)
    return () => {
      cancelAnimationFrame(asked)
      for (const [name, listener] of Object.entries(listeners))
        canvas.removeEventListener(name, listener as EventListener)
    }
  }, [stage, canvasRef])

  return (
    hovered && {
      text: hovered.text,
      place: (element) => {
        if (element) element.style.transform = `translate(${hovered.x + 14}px, ${hovered.y + 14}px)`
      },
    }
  )
}
