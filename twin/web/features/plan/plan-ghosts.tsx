import { isWithin } from '../../../model/path.ts'
import { placementOfGhost } from '../../scene/ghost-layout.ts'
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

/** Racks, or rows, in which something would stand: outlined in dashes with the rank, doubly where something is reserved. */
export function PlanGhosts({ estate, ghosts, letters, scope }: PlanGhostsProps) {
  const shown = ghosts.flatMap((ghost) => {
    const place = placementOfGhost(estate, ghost.rack)
    return place && isWithin(place.path, scope) ? [{ ...ghost, ...place }] : []
  })
  const kept = declutter(
    shown.map(({ best, isStrong, placement, text }) => ({
      ...{ x: placement.at.x, y: -placement.at.y },
      ...{ width: text.length * letters * DIGIT_WIDTH, height: letters },
      ...{ importance: isStrong ? 1 : -best, shown: text !== '' },
    })),
    letters * 0.15,
  )
  return (
    <g>
      {shown.map(({ boxes, isStrong, path, placement, text, whole }, number) => {
        const { at, faces, size } = placement
        const off = letters * OFF
        const outline = { x: -size.width / 2 - off, y: -size.depth / 2 - off }
        const kinds = [...new Set([...boxes.map(({ kind }) => kind), ...(whole ? [whole] : [])])].map(
          (kind) => `is-${kind}`,
        )
        return (
          <g
            key={path}
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
