import { type ReactNode, useRef } from 'react'
import './scroll-box.css'
import { useEdgeHints } from './use-edge-hints.ts'
import { useFocusWhenScrolling } from './use-focus-when-scrolling.ts'

/** A table that may be larger than its box: it fades at the sides where there is more, and keys reach it while there is. */
export function ScrollBox({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(box)
  useEdgeHints(box)
  return (
    <div ref={box} className="scroll-box">
      {children}
    </div>
  )
}
