/** Two lines hold a long name; what is longer than that ends with an ellipsis. */
const MOST_LINES = 2

/**
 * A name in lines of a drawing, broken at its spaces; a word that is longer than a line is broken where the line ends.
 *
 * @param most letters of a line, at least 1
 * @returns one line or two
 */
export function nameLines(name: string, most: number): readonly string[] {
  const lines: string[] = []
  let rest = name.trim()
  while (rest.length > most && lines.length < MOST_LINES - 1) {
    const space = rest.lastIndexOf(' ', most)
    const end = space > 0 ? space : most
    lines.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return [...lines, rest.length > most ? `${rest.slice(0, most - 1).trimEnd()}…` : rest]
}
