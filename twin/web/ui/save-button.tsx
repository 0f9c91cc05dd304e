interface SaveButtonProps {
  /** The kind of file, as people call it. */
  readonly kind: string
  /** Says what is saved, for screen readers and as a tip. */
  readonly label: string
  readonly onSave: () => void
}

/** A small button that saves a file. */
export function SaveButton({ kind, label, onSave }: SaveButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} onClick={onSave}>
      {kind}
    </button>
  )
}
