/** An instant as a field of type `datetime-local` holds it, to the minute, in the browser's zone. */
export function toLocalField(at: number): string {
  const shifted = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}

/** Epoch milliseconds; NaN for an empty or impossible one. */
export function fromLocalField(text: string): number {
  return new Date(text).getTime()
}
