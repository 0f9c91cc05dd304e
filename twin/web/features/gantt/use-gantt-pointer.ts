import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react'
import type { TimeZoom } from './use-time-zoom.ts'

/** Pixels that a press may tremble and still be a press. */
const TREMBLE = 4
const WHEEL_STEP = 240

/** Drags the picture under the pointer, and zooms by the wheel with Ctrl where the pointer is. Fingers scroll by themselves. */
export function useGanttPointer(scroller: RefObject<HTMLElement | null>, zoom: TimeZoom, columnsWidth: number) {
  const drag = useRef<{ x: number; y: number; left: number; top: number; moved: boolean }>(undefined)

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return
      event.preventDefault()
      zoom.step(-event.deltaY / WHEEL_STEP, event.clientX - element.getBoundingClientRect().left - columnsWidth)
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scroller, zoom, columnsWidth])

  return {
    onPointerDown(event: PointerEvent) {
      const element = scroller.current
      if (!element || event.pointerType !== 'mouse' || event.button !== 0 || isInCells(event.target)) return
      const { scrollLeft: left, scrollTop: top } = element
      drag.current = { x: event.clientX, y: event.clientY, left, top, moved: false }
    },
    onPointerMove(event: PointerEvent) {
      const [element, from] = [scroller.current, drag.current]
      if (!element || !from) return
      if ((event.buttons & 1) === 0) {
        drag.current = undefined
        return
      }
      const [right, down] = [event.clientX - from.x, event.clientY - from.y]
      if (!from.moved && Math.hypot(right, down) < TREMBLE) return
      if (!from.moved) element.setPointerCapture(event.pointerId)
      from.moved = true
      element.scrollLeft = from.left - right
      element.scrollTop = from.top - down
    },
    /** What ends a drag is no click. */
    onClickCapture(event: MouseEvent) {
      if (drag.current?.moved) event.stopPropagation()
      drag.current = undefined
    },
  }
}

function isInCells(target: EventTarget): boolean {
  return target instanceof Element && target.closest('.gantt-cells') !== null
}
