import { type ReactNode, useRef } from 'react'
import { useFocusWhenScrolling } from '../../ui/use-focus-when-scrolling.ts'

/** A table that may be larger than its box; keys reach it while it is. */
export function ScrollBox({ children }: { readonly children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(box)
  return (
    <div ref={box} className="build-out-scroll">
      {children}
    </div>
  )
}
