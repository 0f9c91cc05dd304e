import { type RefObject, useCallback, useMemo, useRef, useState } from 'react'
import {
  aheadPixelsPerDay,
  BEHIND,
  dayAt,
  type Extent,
  fitPixelsPerDay,
  type TimeScale,
  timeScale,
  xOf,
  ZOOMS,
  type ZoomName,
  zoomedBy,
} from './time-scale.ts'

/** A named scale, all of time, or what is to come. */
export type ZoomChoice = ZoomName | 'fit' | 'ahead'

/** The scale of time, and the ways to change it. */
export interface TimeZoom {
  readonly scale: TimeScale
  /** The named zoom that holds; undefined between them. */
  readonly chosen: ZoomChoice | undefined
  readonly choose: (zoom: ZoomChoice) => void
  /** @param at pixels from the left edge of what is seen that keep their day; the middle where it is left out */
  readonly step: (steps: number, at?: number) => void
  /** By a share of what is seen. */
  readonly pan: (share: number) => void
  /** Moves to the day that was held while the scale changed: to be called once what scrolls has its new width, before it is drawn. */
  readonly settle: () => void
  /** Brings a day into the middle. */
  readonly show: (day: number) => void
  /** Brings the present to where it is at first: with most of what is seen still to come. */
  readonly showPresent: () => void
  /** Brings what lies between two days into sight, where nothing of it is. */
  readonly reveal: (from: number, until: number) => void
}

/** What sticks out less of the edge is not seen. */
const EDGE = 16

interface TimeZoomAsked {
  readonly scroller: RefObject<HTMLElement | null>
  readonly extent: Extent
  /** Number of the day that is now for the programme: until it, reports count. */
  readonly present: number
  /** Of the part in which time is drawn. */
  readonly width: number
}

/** Begins with what is to come. */
export function useTimeZoom({ extent, present, scroller, width }: TimeZoomAsked): TimeZoom {
  const [zoom, setZoom] = useState<number | 'fit' | 'ahead'>('ahead')
  const fit = fitPixelsPerDay(extent, width)
  const pixelsPerDay = zoom === 'fit' ? fit : zoom === 'ahead' ? aheadPixelsPerDay(extent, present, width) : zoom
  const scale = useMemo(() => timeScale(extent, pixelsPerDay, width), [extent, pixelsPerDay, width])
  /** The day that stays where it is when the scale changes, and where that is. */
  const held = useRef<{ readonly day: number; readonly at: number }>(undefined)
  const settled = useRef<TimeScale>(undefined)

  const change = useCallback(
    (next: number | 'fit' | 'ahead', at = width / 2) => {
      const left = scroller.current?.scrollLeft ?? 0
      held.current = next === 'ahead' ? undefined : { day: dayAt(scale, left + at), at }
      setZoom(next)
    },
    [scroller, scale, width],
  )
  return useMemo(
    () => ({
      scale,
      chosen: typeof zoom === 'number' ? (Object.keys(ZOOMS) as ZoomName[]).find((name) => ZOOMS[name] === zoom) : zoom,
      choose: (name) => change(name === 'fit' || name === 'ahead' ? name : ZOOMS[name]),
      step: (steps, at) => {
        const next = zoomedBy(pixelsPerDay, steps)
        // Nothing is seen further away than all of it.
        change(next <= fit ? 'fit' : next, at)
      },
      pan: (share) => scroller.current?.scrollBy({ left: share * width }),
      reveal: (from, until) => {
        const element = scroller.current
        if (!element) return
        const [left, right] = [xOf(scale, from), xOf(scale, until)]
        if (right < element.scrollLeft + EDGE || left > element.scrollLeft + width - EDGE) {
          element.scrollLeft = left - width / 4
        }
      },
      settle: () => {
        const element = scroller.current
        if (!element || width <= 0) return
        const isNew = settled.current !== scale
        const to = held.current ?? (isNew && zoom === 'ahead' ? { day: present, at: width * BEHIND } : undefined)
        settled.current = scale
        held.current = undefined
        if (to) element.scrollLeft = xOf(scale, to.day) - to.at
      },
      show: (day) => {
        if (scroller.current) scroller.current.scrollLeft = xOf(scale, day) - width / 2
      },
      showPresent: () => {
        if (scroller.current) scroller.current.scrollLeft = xOf(scale, present) - width * BEHIND
      },
    }),
    [scroller, scale, zoom, change, pixelsPerDay, fit, present, width],
  )
}
