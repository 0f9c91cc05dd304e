import type { LinkType } from '../../../model/programme.ts'

/** Where a bar lies: its ends and the middle of its height. */
export interface BarPlace {
  readonly left: number
  readonly right: number
  readonly middle: number
}

/** Straight way out of a bar and into another. */
const STUB = 7
const ARROW = { length: 5, half: 3.5 }

/**
 * The way of a link between two bars, in right angles, and its arrow head; both as points, x and y by turns. The first letter says which
 * end of `from` it leaves, the second which end of `to` it reaches.
 *
 * @param rowHeight where there is no straight way it turns between two rows
 */
export function linkRoute(
  type: LinkType,
  from: BarPlace,
  to: BarPlace,
  rowHeight: number,
): { readonly line: readonly number[]; readonly head: readonly number[] } {
  const leaves = type[0] === 'F' ? 1 : -1
  // To the start one comes from the left, to the finish from the right.
  const reaches = type[1] === 'S' ? 1 : -1
  const [x1, y1] = [leaves > 0 ? from.right : from.left, from.middle]
  const [x2, y2] = [reaches > 0 ? to.left : to.right, to.middle]
  const [out, before] = [x1 + leaves * STUB, x2 - reaches * STUB]
  return { line: [x1, y1, ...bends(), x2, y2], head: arrowHead(x2, y2, reaches) }

  function bends(): readonly number[] {
    // Both ends on the same side: around whichever sticks out more.
    if (leaves !== reaches) return turn(leaves > 0 ? Math.max(out, before) : Math.min(out, before))
    if (leaves * (before - out) >= 0) return turn(out)
    const between = y2 - Math.sign(y2 - y1 || 1) * (rowHeight / 2)
    return [out, y1, out, between, before, between, before, y2]
  }
  function turn(x: number): readonly number[] {
    return [x, y1, x, y2]
  }
}

function arrowHead(x: number, y: number, direction: number): readonly number[] {
  const back = x - direction * ARROW.length
  return [x, y, back, y - ARROW.half, back, y + ARROW.half]
}
