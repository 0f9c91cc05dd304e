import { useEffect, useRef, useState } from 'react'

/** Browsers let an address change only so often, and another day may be another estate: both follow the slider when that rests. */
const REST_MS = 200

/**
 * A day that moves with a slider at once, and is said once it rests; another one that is said meanwhile is followed.
 * @param say keep it stable with useCallback
 */
export function useRestingDay(
  said: string | undefined,
  say: (day: string | undefined) => void,
): readonly [string | undefined, (day: string | undefined) => void] {
  const [shown, setShown] = useState(said)
  const written = useRef(said)
  useEffect(() => {
    if (said === written.current) return
    written.current = said
    setShown(said)
  }, [said])
  useEffect(() => {
    if (shown === written.current) return undefined
    const timer = setTimeout(() => {
      written.current = shown
      say(shown)
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [shown, say])
  return [shown, setShown]
}
