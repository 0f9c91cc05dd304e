import { Lexer } from 'yaml'

/** What is opened in a YAML text and not closed. */
interface Unclosed {
  readonly offset: number
  /** `[`, `{`, `"` or `'`. */
  readonly opens: string
  readonly closes: string
}

const CLOSES: Readonly<Partial<Record<string, string>>> = { '[': ']', '{': '}' }
/** Marks of the lexer: a byte order mark, a document, the broken end of brackets, a plain text. */
const MARKS = new Set(['\ufeff', '\u0002', '\u0018', '\u001f'])

/**
 * The first bracket or quote that is not closed in a text which the parser refuses: the parser tells where it misses the end, and much that
 * comes of it, but the place to look at is where it was opened. Of brackets within brackets it is the innermost.
 */
export function firstUnclosed(text: string): Unclosed | undefined {
  const open: Unclosed[] = []
  let offset = 0
  for (const token of new Lexer().lex(text)) {
    const [first = ''] = token
    if (MARKS.has(token)) {
      if (token === '\u0018' && open.length > 0) return open.at(-1)
      if (token === '\ufeff') offset++
      continue
    }
    const closes = CLOSES[token]
    if (closes !== undefined) open.push({ offset, opens: token, closes })
    else if (token === ']' || token === '}') {
      const last = open.pop()
      if (last && last.closes !== token) return last
    } else if ((first === '"' || first === "'") && (token.length === 1 || !token.endsWith(first))) {
      return { offset, opens: first, closes: first }
    }
    offset += token.length
  }
  return open.at(-1)
}
