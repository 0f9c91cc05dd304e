import { type ReactNode, useId, useRef } from 'react'
import { useFocusWhenScrolling } from './use-focus-when-scrolling.ts'

interface SectionProps {
  readonly title: string
  readonly children: ReactNode
  /** Buttons at the right of the heading. */
  readonly tools?: ReactNode
  /** The body reaches the edges, for tables. @default false */
  readonly flush?: boolean
  readonly className?: string
}

/** A framed part of a place with its heading. */
export function Section({ title, children, tools, flush = false, className = '' }: SectionProps) {
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  useFocusWhenScrolling(body)
  return (
    <section className={`section ${className}`} aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {tools && <div className="section-tools">{tools}</div>}
      </header>
      <div ref={body} className={flush ? 'section-body is-flush' : 'section-body'}>
        {children}
      </div>
    </section>
  )
}
