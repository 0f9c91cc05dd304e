import type { GhostView } from '../../../protocol/cloud.ts'
import type { RackGhosts } from '../../state/rack-ghosts.ts'

/**
 * What a plan adds and takes away as ghosts. New copies stand on rows, for the scheduler chooses the rack: at most so many there by the spread rules.
 * What goes is on the racks where copies stand now, if these are watched.
 *
 * @param indexOf undefined for what the page does not know
 */
export function planGhosts(
  ghosts: readonly GhostView[],
  indexOf: (path: string) => number | undefined,
): readonly RackGhosts[] {
  const added = new Map<string, number>()
  const taken = new Map<string, number>()
  for (const { after, before, where } of ghosts) {
    const change = after - before
    if (change > 0) for (const { most, place } of where.rows) add(added, place, Math.min(change, most))
    if (change < 0) for (const { copies, rack } of where.racks) add(taken, rack, Math.min(-change, copies))
  }
  const drawn = (places: Map<string, number>, sign: string, kind: 'candidate' | 'reserved') =>
    [...places].flatMap(([place, copies], rank): RackGhosts[] => {
      const rack = indexOf(place)
      return rack === undefined
        ? []
        : [{ rack, whole: kind, text: `${sign}${copies}`, best: rank, isStrong: false, boxes: [] }]
    })
  return [...drawn(added, '≤ +', 'candidate'), ...drawn(taken, '−', 'reserved')]
}

/** The halls that a plan changes: where it may put copies, and where those stand that go. */
export function planHalls(ghosts: readonly GhostView[]): readonly string[] {
  return [
    ...new Set(
      ghosts
        .filter(({ after, before }) => after !== before)
        .flatMap(({ where }) => where.halls.map(({ place }) => place)),
    ),
  ]
}

function add(places: Map<string, number>, place: string, copies: number): void {
  places.set(place, (places.get(place) ?? 0) + copies)
}
