import { useCallback, useEffect, useRef, useState } from 'react'
import { useTwin } from '../../twin-context.ts'
import { usePlace } from '../../ui/use-place.ts'

/** Browsers let an address change only so often: it follows the slider when that rests. */
const REST_MS = 200

/**
 * The day that the place shows. The address says it once it rests; another one in the address is followed.
 * @param now the day where the address says none; ISO
 */
export function useShownDay(now: string): readonly [string, (day: string) => void] {
  const { place } = useTwin()
  const said = usePlace(({ buildOut }) => buildOut.day)
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
      const { buildOut, go } = place.getState()
      go({ buildOut: { ...buildOut, day: shown } })
    }, REST_MS)
    return () => clearTimeout(timer)
  }, [shown, place])
  const setDay = useCallback((day: string) => setShown(day === now ? undefined : day), [now])
  return [shown ?? now, setDay]
}
