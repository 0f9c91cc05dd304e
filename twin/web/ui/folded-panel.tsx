import { type ReactNode, useState } from 'react'

interface FoldedPanelProps {
  readonly className: string
  readonly title: string
  /** Said beside the title, for who wonders whether to open it. */
  readonly hint?: string
  readonly children: ReactNode
}

/** A panel whose content is there only while it is open: what it shows is asked of the server then. */
export function FoldedPanel({ className, title, hint, children }: FoldedPanelProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={className} onToggle={(event) => setOpen(event.currentTarget.open)}>
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
