import type { DraftsByPath } from './drafts-by-path.ts'
import { type EstateProblem, within } from './estate-problem.ts'

/** Surfaces without an area, and buildings whose lowest storey leaves nothing for the others. */
export function* checkGround(things: DraftsByPath): Iterable<EstateProblem> {
  for (const { thing, origin } of things.drafts) {
    if (thing.kind === 'plot') {
      for (const [number, { footprint }] of (thing.surfaces ?? []).entries()) {
        if (footprint.length >= 3) continue
        yield {
          origin: within(origin, 'surfaces', number),
          message: 'a surface needs an area',
          found: 'none',
          allowed: '`extent` (a rectangle), `footprint` (its corners) or `along` (a line, with its `width`)',
        }
      }
    }
    if (thing.kind === 'building' && thing.groundFloor !== undefined) {
      const { groundFloor, height, floors } = thing
      if (floors === 1 ? groundFloor <= height : groundFloor < height) continue
      yield {
        origin: within(origin, 'groundFloor'),
        message: 'is not lower than the building',
        found: `${groundFloor} m of ${height} m`,
        allowed: `less than ${height} m`,
      }
    }
  }
}
