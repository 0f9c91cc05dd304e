import { useId } from 'react'
import './progress.css'

interface ProgressFieldProps {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly type: 'date' | 'number' | 'text'
  /** @default undefined: it can be left empty */
  readonly isRequired?: boolean
  readonly most?: number
  /** What is wrong with it. */
  readonly fault?: string | undefined
  readonly hint?: string
}

/** A field with what is wrong with it below it. */
export function ProgressField({ fault, hint, isRequired, label, most, onChange, type, value }: ProgressFieldProps) {
  const id = useId()
  const said = fault ?? hint
  return (
    <div className="progress-field">
      <label>
        {label}
        <input
          {...{ type, value }}
          {...(type === 'number' && { min: 0, step: 'any', inputMode: 'decimal' })}
          {...(type === 'text' && { maxLength: most })}
          required={isRequired}
          aria-invalid={fault !== undefined}
          aria-describedby={said === undefined ? undefined : id}
          onChange={(event) => onChange(event.target.value)}
        />
      </label>
      {said !== undefined && (
        <span id={id} className={fault === undefined ? 'is-quiet-text' : 'progress-fault'}>
          {said}
        </span>
      )}
    </div>
  )
}
