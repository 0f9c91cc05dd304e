const MOST_UNCLOSED = 16

/**
 * The lines of a body, without blank ones and comments. A line feed within a quoted text of a field belongs to it; whether a `"` begins
 * one is known only behind the blank that ends the tags, so quotes in measurements and tags mean nothing.
 */
export function* splitLines(text: string): Generator<string> {
  let start = 0
  let unclosed = 0
  let quote = -1
  while (start < text.length) {
    // Looked for anew only when it is passed: else a body without quotes would be searched to its end for every line.
    if (quote < start) quote = indexOr(text.length, text.indexOf('"', start))
    let end = endOfLine(text, start, quote)
    if (end < 0) {
      // A quote that is never closed must not swallow the lines behind it; but each costs a look at all that follows.
      end = ++unclosed > MOST_UNCLOSED ? text.length : indexOr(text.length, text.indexOf('\n', start))
    }
    const line = text.slice(start, text[end - 1] === '\r' ? end - 1 : end).replace(/^[ \t]+/, '')
    if (line !== '' && !line.startsWith('#')) yield line
    start = end + 1
  }
}

/**
 * Where the line feed stands that ends it, or the text; -1 where a quote is never closed.
 * @param quote where the next `"` stands
 */
function endOfLine(text: string, start: number, quote: number): number {
  const end = indexOr(text.length, text.indexOf('\n', start))
  // Most lines hold no quote: nothing to count.
  if (quote >= end || text[start] === '#') return end
  let isInFields = false
  let isQuoted = false
  for (let at = start; at < text.length; at++) {
    const character = text[at]
    if (character === '\\') at += text[at + 1] === '\n' ? 0 : 1
    else if (character === '"' && isInFields && (isQuoted || text[at - 1] === '=')) isQuoted = !isQuoted
    else if (character === ' ' && !isQuoted) isInFields = true
    else if (character === '\n' && !isQuoted) return at
  }
  return isQuoted ? -1 : text.length
}

function indexOr(none: number, index: number): number {
  return index < 0 ? none : index
}
