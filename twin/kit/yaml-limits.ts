import { Lexer } from 'yaml'

/** What a YAML file may be, so that reading it ends soon and within memory whatever it holds. */
export interface YamlLimits {
  /** Refused by size before anything is read. */
  readonly bytes: number
  /** Collections within collections. */
  readonly depth: number
  /** `*name`: how often all of them together may repeat something. */
  readonly aliases: number
  /** Lexical parts: names, values, brackets, blanks. */
  readonly tokens: number
}

export const YAML_LIMITS: YamlLimits = { bytes: 8 << 20, depth: 64, aliases: 100, tokens: 6_000_000 }

/** The offset at which the text passes a limit, and what to say; undefined where it keeps them all. */
export function passedLimit(
  text: string,
  limits: YamlLimits,
): { readonly offset: number; readonly wrong: string } | undefined {
  const tooDeep = `Things are written more than ${limits.depth} levels deep; nothing in such a file is.`
  let flow = 0
  let tokens = 0
  let offset = 0
  let lineStart = 0
  /** Columns at which block collections that are still open began. */
  const columns: number[] = []
  let isIndentation = true
  let isBlockText = false
  for (const token of new Lexer().lex(text)) {
    if (++tokens > limits.tokens) {
      return {
        offset,
        wrong: `The file has more than ${limits.tokens.toLocaleString('en')} parts; divide it into several.`,
      }
    }
    // Marks of the lexer for the start of documents and of values; they take no room in the text.
    if (token === '\u0002' || token === '\u0018' || token === '\u001f' || token === '\ufeff') {
      if (token === '\ufeff') offset++
      continue
    }
    if (token[0] === '|' || token[0] === '>') isBlockText = true
    else if (isBlockText && token.includes('\n') && token.trim() !== '') isBlockText = false
    else if (isIndentation && token[0] !== '#' && token.trim() !== '') {
      const column = offset - lineStart
      while ((columns.at(-1) ?? -1) >= column) columns.pop()
      columns.push(column)
      isIndentation = token === '-' || token === '?' || token === ':'
    }
    if (token === '[' || token === '{') flow++
    else if (token === ']' || token === '}') flow = Math.max(0, flow - 1)
    if (columns.length + flow > limits.depth) return { offset, wrong: tooDeep }
    offset += token.length
    const feed = token.lastIndexOf('\n')
    if (feed >= 0) {
      lineStart = offset - (token.length - 1 - feed)
      isIndentation = true
    }
  }
  return undefined
}
