import { type Construction, constructionAt } from '../../../analysis/build-out/construction-at.ts'
import type { BuildOutView } from '../../../protocol/build-out.ts'
import type { BuildState } from '../../state/build-out-options.ts'

type WorkPackage = BuildOutView['packages'][number]

/** A work package as it stands on a day. */
export interface Part extends Construction {
  readonly of: WorkPackage
  /** Days by which it misses what was wanted, that a person can still do something about. */
  readonly isLate: boolean
}

/**
 * Every work package as it stands at the end of a day, in the order of the programme.
 * @param dates id of a baseline, to see what it wanted: packages that it has nothing of are left out
 */
export function partsAt(view: BuildOutView, day: string, dates?: string): readonly Part[] {
  const own = { ...view, packages: view.packages.map(({ id }) => ({ id, place: id })) }
  const byPackage = constructionAt(own, day, dates)
  return view.packages.flatMap((of) => {
    const part = byPackage.get(of.id)
    return part ? { ...part, of, isLate: part.late > 0 && part.state !== 'commissioned' } : []
  })
}

/** Does a part belong to what the strip was pressed for? */
export function isInState(part: Part, state: BuildState | undefined): boolean {
  return state === undefined || (state === 'late' ? part.isLate : part.state === state)
}

/** How many parts are in each state; late ones are counted in their other state as well. */
export function countStates(parts: readonly Part[]): Readonly<Record<BuildState, number>> {
  const count = (state: BuildState) => parts.filter((part) => isInState(part, state)).length
  return {
    late: count('late'),
    'under-construction': count('under-construction'),
    planned: count('planned'),
    commissioned: count('commissioned'),
  }
}

/** Paths of the estate that a package builds. */
export function placesOf({ place, places = [] }: WorkPackage): readonly string[] {
  return place === null ? places : [place, ...places]
}
