import type { ChainFigure } from '../../analysis/answers/planner.ts'
import type { Estate } from '../../model/estate.ts'
import type { ThingAnswer } from '../../protocol/rest.ts'
import { orNull } from '../http/numbers.ts'

/** What the capacity analysis takes each node of a power chain to carry, and what rack PDUs are in: watts by the index of the thing. */
export function plannedWatts(estate: Estate, chain: readonly ChainFigure[]): ReadonlyMap<number, number> {
  const watts = new Map<number, number>()
  for (const figure of chain) {
    const thing = estate.find(figure.path)
    if (!thing) continue
    watts.set(thing.index, figure.watts)
    if (thing.kind !== 'rack-pdu') continue
    for (let above = estate.parent(thing); above; above = estate.parent(above))
      watts.set(above.index, (watts.get(above.index) ?? 0) + figure.watts)
  }
  return watts
}

/** The view of a thing with what is reckoned with, where nothing can be measured yet. */
export function withPlannedWatts(view: ThingAnswer, estate: Estate, chain: readonly ChainFigure[]): ThingAnswer {
  const watts = plannedWatts(estate, chain)
  const of = (path: string) => watts.get(estate.find(path)?.index ?? -1)
  const own = of(view.thing.path)
  return {
    ...view,
    powerChains: view.powerChains.map(({ side, steps }) => ({
      side,
      steps: steps.map((step) => {
        const planned = of(step.path)
        return planned === undefined ? step : { ...step, watts: orNull(planned), provenance: 'planned' as const }
      }),
    })),
    figures: [
      ...view.figures.filter(({ metric }) => metric !== 'power'),
      ...(own === undefined ? [] : [{ metric: 'power' as const, value: orNull(own), provenance: 'planned' as const }]),
    ],
  }
}
