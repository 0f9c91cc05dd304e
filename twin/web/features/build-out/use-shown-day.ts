import { useCallback } from 'react'
import { useTwin } from '../../twin-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { useRestingDay } from '../../ui/use-resting-day.ts'

/**
 * The day that the place shows. The address says it once it rests; another one in the address is followed.
 * @param now the day where the address says none; ISO
 */
export function useShownDay(now: string): readonly [string, (day: string) => void] {
  const { place } = useTwin()
  const said = usePlace(({ buildOut }) => buildOut.day)
  const say = useCallback(
    (day: string | undefined) => {
      const { buildOut, go } = place.getState()
      go({ buildOut: { ...buildOut, day } })
    },
    [place],
  )
  const [shown, setShown] = useRestingDay(said, say)
  const setDay = useCallback((day: string) => setShown(day === now ? undefined : day), [now, setShown])
  return [shown ?? now, setDay]
}
