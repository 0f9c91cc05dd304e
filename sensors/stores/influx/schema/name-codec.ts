/** Names as most are; surrogates and Cyrillic go the long way. */
const PLAIN = /^[\w\-/. ,=()+#@]+$/
const ESCAPE = /%(?:u([0-9A-F]{4})|([0-9A-F]{2}))/g

/**
 * A name as it may stand in a tag value or a field key. Line protocol has no way to write a newline, nor a backslash at the end
 * (influxdb #5231), so what it cannot carry becomes `%XX`: control characters, `\`, `"`, `%` and `:` (which sets off the
 * suffixes of fields). A surrogate without its partner becomes `%uXXXX`, the empty name a bare `%`. All else, Cyrillic too,
 * stays as it is. Total, and {@link decodeName} is its exact inverse.
 */
export function encodeName(name: string): string {
  if (PLAIN.test(name)) return name
  if (name === '') return '%'
  let out = ''
  for (let i = 0; i < name.length; i++) {
    const code = name.charCodeAt(i)
    if (code < 0x20 || code === 0x7f || code === 0x25 || code === 0x5c || code === 0x22 || code === 0x3a) {
      out += `%${hex(code, 2)}`
    } else if (code >= 0xd800 && code <= 0xdfff) {
      const next = name.charCodeAt(i + 1)
      if (code < 0xdc00 && next >= 0xdc00 && next <= 0xdfff) out += name.slice(i, ++i + 1)
      else out += `%u${hex(code, 4)}`
    } else out += name[i]
  }
  return out
}

/** The name that was encoded. */
export function decodeName(text: string): string {
  if (text === '%') return ''
  if (!text.includes('%')) return text
  return text.replace(ESCAPE, (_, wide: string | undefined, narrow: string | undefined) =>
    String.fromCharCode(Number.parseInt(wide ?? narrow ?? '', 16)),
  )
}

/** The first character as `%XX`, whatever it is: for names that mean something else to the engine (`time`). */
export function encodeFirst(name: string): string {
  return `%${hex(name.charCodeAt(0), 2)}${encodeName(name.slice(1))}`
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0')
}
