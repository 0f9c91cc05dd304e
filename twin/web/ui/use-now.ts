import { useEffect, useState } from 'react'
import { useTwin } from '../twin-context.ts'

/** The server's clock, for ages: renders every `everyMs` while the page is visible. @default everyMs 1000 */
export function useNow(everyMs = 1_000): number {
  const { live } = useTwin()
  const [now, setNow] = useState(() => live.serverNow())
  useEffect(() => {
    const tick = () => document.visibilityState === 'visible' && setNow(live.serverNow())
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [live, everyMs])
  return now
}
