/** What a file system, a shell or a reader could take for something else: separators, reserved signs, invisible letters. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\\/:*?"<>|]/gu
const LONGEST = 120

/** The name under which something of a place is saved: its path with `_` between the segments. The state cloud has no path. */
export function fileNameOf(path: string, ending: 'csv' | 'png' | 'svg'): string {
  const name = path.replaceAll(UNSAFE, '_').replace(/^\.+/, '_').slice(0, LONGEST)
  return `${name || 'oblak'}.${ending}`
}
