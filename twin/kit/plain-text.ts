/** Text of bytes, or the place of the first thing that is no text. */
export type TextReading =
  | { readonly text: string }
  | { readonly line: number; readonly column: number; readonly wrong: string }

const BAD_CHARACTER = /(?![\t\n\r])[\p{Cc}\ufffe\uffff]/u

/** Reads UTF-8 (with or without a byte order mark) that holds no control characters but tab, line feed and return. */
export function readText(bytes: Uint8Array): TextReading {
  const text = decode(bytes)
  if (text === undefined) return firstBadByte(bytes)
  const at = text.search(BAD_CHARACTER)
  if (at < 0) return { text }
  const before = text.slice(0, at)
  const code = text.charCodeAt(at).toString(16).padStart(4, '0')
  return {
    line: before.split('\n').length,
    column: at - before.lastIndexOf('\n'),
    wrong: `The file holds the control character U+${code.toUpperCase()}; a YAML file is plain text.`,
  }
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function firstBadByte(bytes: Uint8Array): TextReading {
  const wrong = 'The file is not UTF-8 text; save it as UTF-8.'
  let line = 1
  for (let start = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(0x0a, start)
    const end = feed < 0 ? bytes.length : feed
    const part = bytes.subarray(start, end)
    if (decode(part) === undefined) {
      // A byte that is no UTF-8 turns into U+FFFD; what stands before it is whole.
      return { line, column: new TextDecoder().decode(part).indexOf('\ufffd') + 1, wrong }
    }
    start = end + 1
  }
  return { line, column: 1, wrong }
}
