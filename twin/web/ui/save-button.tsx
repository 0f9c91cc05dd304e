import { useState } from 'react'
import { useTranslator } from './translator-context.ts'

interface SaveButtonProps {
  /** The kind of file, as people call it. */
  readonly kind: string
  /** Says what is saved, for screen readers and as a tip. */
  readonly label: string
  /** Called in the very task of the click; what it throws is told beside the button. */
  readonly onSave: () => void | Promise<void>
}

/** A small button that saves a file, and says so where that failed. */
export function SaveButton({ kind, label, onSave }: SaveButtonProps) {
  const { t } = useTranslator()
  const [reason, setReason] = useState<string>()
  const save = async () => {
    try {
      await onSave()
      setReason(undefined)
    } catch (error) {
      setReason(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <>
      <button type="button" aria-label={label} title={label} onClick={save}>
        {kind}
      </button>
      {reason !== undefined && (
        <span className="save-failed" role="alert">
          {t('app.saveFailed', { reason })}
        </span>
      )}
    </>
  )
}
