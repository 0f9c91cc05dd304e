import { useCallback, useMemo } from 'react'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import { useTwin } from '../../twin-context.ts'
import { usePlace } from '../../ui/use-place.ts'
import { placesOf } from './parts.ts'

/** One selection for pictures and tables: an activity with the building of its package, or a building with all packages that build it. */
export function useSelection(view: BuildOutView) {
  const { place } = useTwin()
  const path = usePlace((state) => state.selected)
  const activity = usePlace(({ buildOut }) => buildOut.activity)
  const byId = useMemo(() => new Map(view.activities.map((one) => [one.id, one])), [view])
  const ofActivity = activity === undefined ? undefined : byId.get(activity)?.package
  const selectedPackages = useMemo(
    () =>
      new Set(
        view.packages
          .filter((of) => of.id === ofActivity || (path !== undefined && placesOf(of).includes(path)))
          .map(({ id }) => id),
      ),
    [view, ofActivity, path],
  )
  const selectActivity = useCallback(
    (id: string) => {
      const of = view.packages.find((one) => one.id === byId.get(id)?.package)
      const { buildOut, go } = place.getState()
      go({ selected: of && placesOf(of)[0], buildOut: { ...buildOut, activity: id } })
    },
    [place, view, byId],
  )
  return { selectActivity, selectedActivity: activity, selectedPackages }
}
