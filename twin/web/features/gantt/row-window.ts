/** The rows that are drawn of a long table: from the first, until the last that is not drawn any more. */
export interface RowWindow {
  readonly first: number
  readonly last: number
}

/** Rows come and go by so many at once: a scroll within them draws nothing. */
export const ROW_STEP = 8

/** What is seen at a scroll position, with at least a step to spare on both sides. */
export function rowWindow(rows: number, rowHeight: number, scrollTop: number, height: number): RowWindow {
  const top = Math.floor(Math.max(0, scrollTop) / (rowHeight * ROW_STEP)) * ROW_STEP
  const seen = Math.ceil(Math.max(0, height) / rowHeight)
  const last = Math.min(rows, top + seen + 2 * ROW_STEP)
  return { first: Math.max(0, Math.min(top - ROW_STEP, rows - seen - ROW_STEP)), last }
}

/**
 * The scroll position that shows a row that was chosen elsewhere: a third from the top, with what is before and after it.
 *
 * @param scrollTop the same where the row is seen there already; undefined where nobody looks at anything yet
 */
export function scrollTopAround(row: number, rowHeight: number, scrollTop: number | undefined, height: number): number {
  if (scrollTop !== undefined && scrollTopFor(row, rowHeight, scrollTop, height) === scrollTop) return scrollTop
  return Math.max(0, row * rowHeight - Math.floor(height / 3 / rowHeight) * rowHeight)
}

/** The scroll position that shows a row, nearest to where it is; the same where it is seen already. */
export function scrollTopFor(row: number, rowHeight: number, scrollTop: number, height: number): number {
  const top = row * rowHeight
  if (top < scrollTop) return top
  if (top + rowHeight > scrollTop + height) return Math.max(0, top + rowHeight - height)
  return scrollTop
}
