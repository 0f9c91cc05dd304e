import { useMemo } from 'react'
import { useStore } from 'zustand'
import { reservedDevices } from '../../state/reserved-devices.ts'
import { useTwin } from '../../twin-context.ts'
import { useTranslator } from '../../ui/translator-context.ts'
import type { ElevationGhost } from './ghost-slot.tsx'

/** What would stand in a rack and what is reserved there, with what is written into it. @param strong rank of the candidate that stands out */
export function useElevationGhosts(rack: string, strong?: number): readonly ElevationGhost[] {
  const { placement, reservations } = useTwin()
  const { t, count, day, figure, measured } = useTranslator()
  const asked = useStore(placement, (state) => state.asked)
  const answer = useStore(placement, (state) => state.answer)
  const reserved = useStore(reservations, (state) => state.answer)
  return useMemo(() => {
    const span = (position: number, units: number) => ({ from: count(position), to: count(position + units - 1) })
    const kept = reservedDevices(reserved).flatMap(
      ({ from, name, position, units, watts, ...where }): ElevationGhost[] =>
        where.rack !== rack
          ? []
          : [
              {
                ...{ position, units, kind: 'reserved', isStrong: false, text: `${name}: ${measured(watts, 'W')}` },
                title: t('placement.reservedTitle', {
                  ...{ name, day: day(from), watts: measured(watts, 'W') },
                  ...span(position, units),
                }),
              },
            ],
    )
    if (!asked || !answer) return kept
    const { units, watts } = asked
    const found = answer.places.flatMap((place, number): ElevationGhost[] => {
      if (place.rack !== rack) return []
      const rank = number + 1
      const what = { rank: count(rank), units: figure(units, 'U'), watts: figure(watts, 'W') }
      return [
        {
          ...{ position: place.position, units, kind: 'candidate', isStrong: rank === strong },
          text: t('placement.ghost', what),
          title: t('placement.ghostTitle', { ...what, ...span(place.position, units) }),
        },
      ]
    })
    return [...kept, ...found]
  }, [asked, answer, reserved, rack, strong, t, count, day, figure, measured])
}
