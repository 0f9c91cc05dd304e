import type { Told } from '../../state/told-construction.ts'
import type { PlanSurface } from './plan-geometry.ts'

interface PlanGroundProps {
  readonly surfaces: readonly PlanSurface[]
  /** Where each plot stands. */
  readonly told: ReadonlyMap<number, Told>
}

/** Lawns, paths, roads and water below everything else; of a plot that is planned only their outlines. */
export function PlanGround({ surfaces, told }: PlanGroundProps) {
  return (
    <g className="plan-ground">
      {surfaces.map(({ plot, surface, points }) => (
        <polygon
          key={`${plot} ${surface} ${points}`}
          className={`plan-surface is-${surface} is-${told.get(plot)?.state ?? 'commissioned'}`}
          points={points}
        />
      ))}
    </g>
  )
}
