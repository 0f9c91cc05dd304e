/** The rows to draw of a long table. */
export interface RowWindow {
  readonly first: number
  /** Exclusive. */
  readonly last: number
  /** Pixels of empty space above and below what is drawn. */
  readonly above: number
  readonly below: number
}

/** Rows that are drawn beyond the edges, so that a quick scroll shows no gap. */
const SPARE = 12
/** Shorter tables are drawn whole. */
const WINDOWED_FROM = 500

/** What is seen at a scroll position, with some rows to spare. */
export function rowWindow(rows: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  if (rows <= WINDOWED_FROM) return { first: 0, last: rows, above: 0, below: 0 }
  const seen = Math.ceil(height / rowHeight)
  const top = Math.min(Math.max(0, Math.floor(scrollTop / rowHeight)), Math.max(0, rows - seen))
  const first = Math.max(0, top - SPARE)
  const last = Math.min(rows, top + seen + SPARE)
  return { first, last, above: first * rowHeight, below: (rows - last) * rowHeight }
}
