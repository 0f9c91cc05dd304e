import { type RefObject, useEffect, useState } from 'react'

/** How large a metre is drawn, in steps of a fiftieth, so that small changes of the window draw nothing anew. */
export function usePixelsPerMetre(svg: RefObject<SVGSVGElement | null>, width: number, height: number): number {
  const [scale, setScale] = useState(20)
  useEffect(() => {
    const element = svg.current
    if (!element) return
    const measure = () => {
      const fits = Math.min(element.clientWidth / width, element.clientHeight / height)
      if (fits > 0) setScale((before) => (Math.abs(fits / before - 1) < 0.02 ? before : fits))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [svg, width, height])
  return scale
}
