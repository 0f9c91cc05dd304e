/** What XML 1.0 cannot hold, however it is written: most control characters, halves of a pair, and two that are no characters. */
const NOT_XML = /[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands between tags and in attributes with double quotes. */
export function xmlText(text: string): string {
  return text
    .replaceAll(NOT_XML, (letter) => ('\t\n\r'.includes(letter) ? letter : ''))
    .replaceAll(/[&<>"]/g, (letter) => ENTITIES[letter] ?? letter)
}

/** An element of ready markup; attributes without a value are left out. */
export function xmlElement(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  content = '',
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${xmlText(String(value))}"`)
    .join('')
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`
}
