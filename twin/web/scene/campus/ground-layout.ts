import type { Point2 } from '../../../model/geometry.ts'
import type { SurfaceKind } from '../../../model/ground.ts'
import type { Plot } from '../../../model/things.ts'
import { areaOf } from './outline.ts'

/** What a piece of ground is drawn as, by number for the shader. */
export const GROUND = {
  plain: 0,
  green: 1,
  paved: 2,
  path: 3,
  road: 4,
  parking: 5,
  water: 6,
} as const satisfies Record<SurfaceKind | 'plain', number>

/** A flat piece of ground; what comes later lies on what comes before. */
export interface GroundLayer {
  readonly ground: keyof typeof GROUND
  readonly corners: readonly Point2[]
  readonly slot: number
}

/** The ground of plots, the widest plot first, each with what lies on it. @param slotOf row of a plot in the texture of states */
export function layOutGround(plots: readonly Plot[], slotOf: (plot: Plot) => number): GroundLayer[] {
  return [...plots]
    .sort((one, other) => areaOf(other.footprint) - areaOf(one.footprint))
    .flatMap((plot): GroundLayer[] => {
      const slot = slotOf(plot)
      return [
        { ground: 'plain', corners: plot.footprint, slot },
        ...(plot.surfaces ?? []).map(({ surface, footprint }) => ({
          ground: surface,
          corners: footprint,
          slot,
        })),
      ]
    })
    .filter(({ corners }) => corners.length >= 3)
}
