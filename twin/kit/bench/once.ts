/** A measurement that several lines read: it is made when the first asks. */
export function once<T>(measure: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => {
    made ??= measure()
    return made
  }
}
