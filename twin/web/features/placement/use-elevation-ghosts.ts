import { useMemo } from 'react'
import { useStore } from 'zustand'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import type { ElevationGhost } from '../elevation/ghost-slot.tsx'

/** What would stand in a rack, with what is written into it. @param strong rank of the candidate that stands out */
export function useElevationGhosts(rack: string, strong?: number): readonly ElevationGhost[] {
  const { placement } = useTwin()
  const { t, count, figure } = useTranslator()
  const asked = useStore(placement, (state) => state.asked)
  const answer = useStore(placement, (state) => state.answer)
  return useMemo(() => {
    if (!asked || !answer) return []
    const { units, watts } = asked
    return answer.places.flatMap((place, number): ElevationGhost[] => {
      if (place.rack !== rack) return []
      const rank = number + 1
      const what = { rank: count(rank), units: figure(units, 'U'), watts: figure(watts, 'W') }
      const said = { ...what, from: count(place.position), to: count(place.position + units - 1) }
      return [
        {
          ...{ position: place.position, units, kind: 'candidate', isStrong: rank === strong },
          text: t('placement.ghost', what),
          title: t('placement.ghostTitle', said),
        },
      ]
    })
  }, [asked, answer, rack, strong, t, count, figure])
}
