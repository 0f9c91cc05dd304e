/** A piece of a text that is replaced. */
export interface TextEdit {
  /** First letter that goes. */
  readonly from: number
  /** First letter after it that stays. */
  readonly until: number
  readonly text: string
}

/** The text with pieces of it replaced; everything else is as it was. Of two at one place the first given stands first. */
export function edited(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, at) => ({ ...edit, at })).sort((a, b) => a.from - b.from || a.at - b.at)
  const parts: string[] = []
  let done = 0
  for (const { from, text: piece, until } of sorted) {
    if (from < done) throw new RangeError(`two edits of the letters around ${from}`)
    parts.push(text.slice(done, from), piece)
    done = until
  }
  parts.push(text.slice(done))
  return parts.join('')
}
