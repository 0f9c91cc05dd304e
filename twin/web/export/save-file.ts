/** As long as FileSaver.js keeps the address, which was tried in many browsers. */
const KEPT_MS = 40_000

/** Hands the browser a file to keep, as if a link to it had been followed. */
export function saveFile(content: Blob, name: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The address keeps the file in memory; Safari reads from it only after the click, and how long after is its own affair.
  setTimeout(() => URL.revokeObjectURL(url), KEPT_MS)
}
