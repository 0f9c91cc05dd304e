import { type ReactNode, useRef, useState } from 'react'
import './folded-panel.css'
import { useBringUp } from './use-bring-up.ts'

interface FoldedPanelProps {
  readonly className: string
  readonly title: string
  /** Said beside the title, for who wonders whether to open it. */
  readonly hint?: string
  readonly children: ReactNode
}

/** A panel whose content is there only while it is open: what it shows is asked of the server then. Opened it comes into sight. */
export function FoldedPanel({ className, title, hint, children }: FoldedPanelProps) {
  const [isOpen, setOpen] = useState(false)
  const details = useRef<HTMLDetailsElement>(null)
  useBringUp(details, isOpen)
  return (
    <details
      ref={details}
      className={`folded-panel ${className}`}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>
        <h2>{title}</h2>
        {hint !== undefined && (
          <>
            {' '}
            <span className="is-quiet-text">{hint}</span>
          </>
        )}
      </summary>
      {isOpen && children}
    </details>
  )
}
