import { useMemo } from 'react'
import { MOST_PICKED } from '../../state/place.ts'
import { usePlace } from '../../ui/use-place.ts'

/** Ranks, from 1, of the candidates that are compared: those of the address, else the first ones. @param found how many there are */
export function usePicked(found: number): readonly number[] {
  const picked = usePlace((state) => state.picked)
  return useMemo(
    () =>
      picked?.filter((rank) => rank <= found) ??
      Array.from({ length: Math.min(MOST_PICKED, found) }, (_, number) => number + 1),
    [picked, found],
  )
}
