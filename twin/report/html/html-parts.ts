/** Text as it may stand between tags and in quoted attributes. Every name of an estate goes through it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

interface Column {
  readonly title: string
  readonly isNumber?: boolean
}

/** HTML of a cell, or of one over several columns. */
export type Cell = string | { readonly html: string; readonly columns: number }

/** More columns are set closer on paper, where nothing scrolls. */
const MOST_LOOSE_COLUMNS = 9

/** A table; cells are HTML already, the first of a row is its head. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const side = (place: number) => (columns[place]?.isNumber ? ' class="number"' : '')
  const head = columns.map(({ title }, place) => `<th scope="col"${side(place)}>${escapeHtml(title)}</th>`).join('')
  const body = rows.map((cells) => {
    const [first = '', ...others] = cells
    return `<tr><th scope="row">${htmlOf(first)}</th>${others.map((cell, place) => cellOf(cell, side(place + 1))).join('')}</tr>`
  })
  const density = columns.length > MOST_LOOSE_COLUMNS ? ' class="dense"' : ''
  return `<div class="wide"><table${density}><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

function cellOf(cell: Cell, side: string): string {
  return `<td${typeof cell === 'string' ? side : ` colspan="${cell.columns}"`}>${htmlOf(cell)}</td>`
}

function htmlOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : cell.html
}
