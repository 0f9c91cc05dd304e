import type { Building, Plot } from '../../model/things.ts'
import type { ConstructionByThing } from './construction.ts'

/** What is told of one building or plot. */
export type Told = NonNullable<ReturnType<ConstructionByThing['get']>>

/**
 * Where each building and plot stands: as is told of it; of a plot nobody tells of, what is told of the buildings of its phase, and the other
 * way round; else as the estate says.
 */
export function constructionOf(
  things: readonly (Building | Plot)[],
  told: ConstructionByThing | undefined,
): ReadonlyMap<number, Told> {
  const ofPhase = new Map<string, Told[]>()
  for (const { index, phase } of things) {
    const own = told?.get(index)
    if (!own || !phase) continue
    const beside = ofPhase.get(phase.name)
    if (beside) beside.push(own)
    else ofPhase.set(phase.name, [own])
  }
  return new Map(
    things.map(({ index, phase }) => {
      const beside = phase && ofPhase.get(phase.name)
      return [index, told?.get(index) ?? (beside ? together(beside) : asDeclared(phase?.state))]
    }),
  )
}

function together(parts: readonly Told[]): Told {
  const all = (state: Told['state']) => parts.every((part) => part.state === state)
  const state = all('commissioned') ? 'commissioned' : all('planned') ? 'planned' : 'under-construction'
  return { state, share: parts.reduce((sum, { share }) => sum + share, 0) / parts.length, late: 0 }
}

/** Of what is under construction, nobody says how much stands: the lowest half is drawn so. */
function asDeclared(state: Told['state'] = 'commissioned'): Told {
  return { state, share: state === 'commissioned' ? 1 : state === 'planned' ? 0 : 0.5, late: 0 }
}
