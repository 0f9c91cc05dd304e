/** A piece of a text that becomes another. */
export interface Edit {
  readonly from: number
  /** Exclusive. */
  readonly to: number
  readonly text: string
}

/** The text after all edits, which do not overlap. */
export function edited(text: string, edits: readonly Edit[]): string {
  let result = ''
  let at = 0
  for (const edit of [...edits].sort((a, b) => a.from - b.from)) {
    result += text.slice(at, edit.from) + edit.text
    at = edit.to
  }
  return result + text.slice(at)
}
