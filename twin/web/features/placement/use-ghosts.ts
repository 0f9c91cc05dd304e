import { useMemo } from 'react'
import { useStore } from 'zustand'
import { type RackGhosts, rackGhosts } from '../../state/rack-ghosts.ts'
import { reservedDevices } from '../../state/reserved-devices.ts'
import { useTwin } from '../../twin-context.ts'

/** The racks in which what is asked for would stand, and those in which something is reserved while that is watched. @param selected path of what is selected */
export function useGhosts(selected: string | undefined): readonly RackGhosts[] {
  const { estate, placement, reservations } = useTwin()
  const reserved = useStore(reservations, (state) => state.answer)
  const answer = useStore(placement, (state) => state.answer)
  const units = useStore(placement, (state) => state.asked?.units ?? 1)
  const looked = useStore(placement, (state) => state.looked)
  return useMemo(
    () =>
      rackGhosts({
        ...{ places: answer?.places ?? [], units, reserved: reservedDevices(reserved), looked, selected },
        indexOf: (rack) => estate.find(rack)?.index,
      }),
    [estate, answer, units, reserved, looked, selected],
  )
}
