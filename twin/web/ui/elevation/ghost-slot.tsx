import type { GhostBox } from '../../state/rack-ghosts.ts'

/** A ghost in an elevation, with what is written into it. */
export interface ElevationGhost extends GhostBox {
  readonly text: string
  /** In full, for who hovers or listens. */
  readonly title: string
}

interface GhostSlotProps {
  readonly ghost: ElevationGhost
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** Id of the pattern of what is reserved. */
  readonly pattern: string
}

/** Units that something would take: outlined in dashes where it could stand, cross-hatched where it is reserved. */
export function GhostSlot({ box, ghost, pattern }: GhostSlotProps) {
  const { kind, isStrong, text, title } = ghost
  return (
    <g className={`elevation-ghost is-${kind} ${isStrong ? 'is-strong' : ''}`}>
      {kind === 'reserved' && <rect {...box} fill={`url(#${pattern})`} />}
      <rect className="elevation-ghost-outline" {...box} />
      {text !== '' && (
        <text x={box.x + 6} y={box.y + Math.min(box.height / 2 + 4, 12)}>
          {text}
        </text>
      )}
      <title>{title}</title>
    </g>
  )
}

/** The pattern of what is reserved. */
export function ReservedPattern({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <path className="elevation-hatch" d="M0 0V6M0 0H6" />
    </pattern>
  )
}
