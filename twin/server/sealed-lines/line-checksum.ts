import { crc32 } from 'node:zlib'

/** `<crc32 of the JSON, eight hex digits> <JSON>\n`: a torn or flipped line is known as such. */
export function sealLine(value: unknown): string {
  const json = JSON.stringify(value)
  return `${checksum(json)} ${json}\n`
}

/** The JSON of a line without its newline; undefined when it is not whole. */
export function openLine(line: string): unknown {
  const json = line.slice(9)
  if (line[8] !== ' ' || line.slice(0, 8) !== checksum(json)) return undefined
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0')
}
