/** A row of a CSV file; its cells without quotes and blanks around them. */
export interface CsvRow {
  /** From 1; the line on which it begins. */
  readonly line: number
  readonly cells: readonly string[]
  /** Column of the text in which each cell begins, from 1. */
  readonly columns: readonly number[]
}

/**
 * Rows of a CSV file (RFC 4180), with `,` or `;` between cells, whichever its first line has more of. Empty lines are none.
 * @returns the rows, or the line of a quote that is not closed
 */
export function csvRows(text: string): { readonly rows: readonly CsvRow[] } | { readonly unclosed: number } {
  const start = text.startsWith('\ufeff') ? 1 : 0
  const head = text.slice(start, text.search(/[\r\n]|$/))
  const separator = head.split(';').length > head.split(',').length ? ';' : ','
  const rows: CsvRow[] = []
  let line = 1
  let lineStart = start
  let at = start
  while (at < text.length) {
    const row = { line, cells: [] as string[], columns: [] as number[] }
    for (;;) {
      row.columns.push(at - lineStart + 1)
      let cell = ''
      while (text[at] === ' ' || text[at] === '\t') at++
      if (text[at] === '"') {
        const opened = line
        at++
        for (; text[at] !== '"' || text[at + 1] === '"'; at++) {
          if (at >= text.length) return { unclosed: opened }
          if (text[at] === '"') at++
          if (text[at] === '\n') {
            line++
            lineStart = at + 1
          }
          cell += text[at]
        }
        at++
      }
      const end = endOf(text, at, separator)
      row.cells.push((cell + text.slice(at, end)).trim())
      at = end
      if (text[at] !== separator) break
      at++
    }
    if (text[at] === '\r') at++
    if (text[at] === '\n') at++
    if (row.cells.some((cell) => cell !== '')) rows.push(row)
    line++
    lineStart = at
  }
  return { rows }
}

function endOf(text: string, from: number, separator: string): number {
  let at = from
  while (at < text.length && text[at] !== separator && text[at] !== '\r' && text[at] !== '\n') at++
  return at
}
