/** Text as it may stand between tags and in quoted attributes. Every name of an estate goes through it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (letter) => `&#${letter.charCodeAt(0)};`)
}

interface Column {
  readonly title: string
  readonly isNumber?: boolean
}

/** A table; cells are HTML already. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const side = (place: number) => (columns[place]?.isNumber ? ' class="number"' : '')
  const head = columns.map(({ title }, place) => `<th scope="col"${side(place)}>${escapeHtml(title)}</th>`).join('')
  const body = rows.map((cells) => {
    const [first = '', ...others] = cells
    return `<tr><th scope="row">${first}</th>${others.map((cell, place) => `<td${side(place + 1)}>${cell}</td>`).join('')}</tr>`
  })
  return `<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}
