import { figureRole } from '../../analysis/rollup/figure-role.ts'
import type { Thing } from '../../model/things.ts'
import type { PointMap } from '../values/point-map.ts'

/** The points of a thing whose power adds up to its own: its totals, else those of its lines. */
export function powerPointsOf(points: Pick<PointMap, 'ofThing'>, thing: Thing): readonly number[] {
  const [totals, lines]: [number[], number[]] = [[], []]
  for (const { index, isPresence, local } of points.ofThing(thing.index)) {
    const figure = isPresence ? undefined : figureRole(thing, local)?.figure
    if (figure === 'power') totals.push(index)
    else if (figure === 'line-power') lines.push(index)
  }
  return totals.length > 0 ? totals : lines
}
