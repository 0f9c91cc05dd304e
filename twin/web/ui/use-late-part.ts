import { useEffect, useState } from 'react'

/** The page has settled so long after it is there. */
const SETTLED_MS = 2_000

/**
 * A part of the page that is fetched when it is wanted, or before that once the page has settled; undefined until it is there. A
 * part that is there is drawn at once, which `lazy` does not do: it waits for its promise, and React for 300 ms more.
 *
 * @param load the same function every time
 */
export function useLatePart<Part>(load: () => Promise<Part>, wanted: boolean): Part | undefined {
  const [part, setPart] = useState<Part>()
  useEffect(() => {
    const fetchPart = () =>
      void load().then(
        (loaded) => setPart(() => loaded),
        // Without a connection it is asked for again the next time it is wanted.
        () => undefined,
      )
    const timer = setTimeout(fetchPart, wanted ? 0 : SETTLED_MS)
    return () => clearTimeout(timer)
  }, [load, wanted])
  return part
}
