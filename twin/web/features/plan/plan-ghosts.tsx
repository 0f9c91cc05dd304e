import type { Rack } from '../../../model/things.ts'
import { declutter } from '../../scene/label-layout.ts'
import type { RackGhosts } from '../../state/rack-ghosts.ts'
import type { WebEstate } from '../../state/web-estate.ts'

interface PlanGhostsProps {
  readonly estate: WebEstate
  readonly ghosts: readonly RackGhosts[]
  readonly scope: string
  /** Height of the letters in metres. */
  readonly letters: number
}

/** So far an outline stands off its rack, in shares of the letters' height. */
const OFF = 0.25
/** Mean width of a digit as a share of its height. */
const DIGIT_WIDTH = 0.66

/** Racks in which something would stand: outlined in dashes with the rank, doubly where something is reserved. */
export function PlanGhosts({ estate, ghosts, letters, scope }: PlanGhostsProps) {
  const racks = new Map(estate.within('rack', scope).map((rack): [number, Rack] => [rack.index, rack]))
  const shown = ghosts.flatMap((ghost) => {
    const rack = racks.get(ghost.rack)
    return rack ? [{ ...ghost, rack }] : []
  })
  const kept = declutter(
    shown.map(({ best, isStrong, rack, text }) => ({
      ...{ x: rack.placement.at.x, y: -rack.placement.at.y },
      ...{ width: text.length * letters * DIGIT_WIDTH, height: letters },
      ...{ importance: isStrong ? 1 : -best, shown: text !== '' },
    })),
    letters * 0.15,
  )
  return (
    <g>
      {shown.map(({ boxes, isStrong, rack, text }, number) => {
        const { at, faces, size } = rack.placement
        const off = letters * OFF
        const outline = { x: -size.width / 2 - off, y: -size.depth / 2 - off }
        const kinds = [...new Set(boxes.map(({ kind }) => kind))].map((kind) => `is-${kind}`)
        return (
          <g
            key={rack.path}
            className={`plan-ghost ${kinds.join(' ')} ${isStrong ? 'is-strong' : ''}`}
            transform={`translate(${at.x} ${-at.y})`}
          >
            <rect
              {...outline}
              width={size.width + 2 * off}
              height={size.depth + 2 * off}
              transform={`rotate(${faces})`}
            />
            {kept.has(number) && (
              <text y={letters * 0.35} fontSize={letters}>
                {text}
              </text>
            )}
          </g>
        )
      })}
    </g>
  )
}
