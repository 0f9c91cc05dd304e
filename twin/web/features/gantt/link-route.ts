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
 * The way of a link between two bars, in right angles, and its arrow head; both as the `d` of a path. The first letter says which end of
 * `from` it leaves, the second which end of `to` it reaches.
 *
 * @param rowHeight where there is no straight way it turns between two rows
 */
export function linkRoute(
  type: LinkType,
  from: BarPlace,
  to: BarPlace,
  rowHeight: number,
): { readonly line: string; readonly head: string } {
  const leaves = type[0] === 'F' ? 1 : -1
  // To the start one comes from the left, to the finish from the right.
  const reaches = type[1] === 'S' ? 1 : -1
  const x1 = leaves > 0 ? from.right : from.left
  const x2 = reaches > 0 ? to.left : to.right
  const [out, before] = [x1 + leaves * STUB, x2 - reaches * STUB]
  const [y1, y2] = [from.middle, to.middle]
  return { line: `M${r(x1)} ${r(y1)}${bends()}H${r(x2)}`, head: arrowHead(x2, y2, reaches) }

  function bends(): string {
    // Both ends on the same side: around whichever sticks out more.
    if (leaves !== reaches) return turn(leaves > 0 ? Math.max(out, before) : Math.min(out, before))
    if (leaves * (before - out) >= 0) return turn(out)
    const between = y2 - Math.sign(y2 - y1 || 1) * (rowHeight / 2)
    return `H${r(out)}V${r(between)}H${r(before)}V${r(y2)}`
  }
  function turn(x: number): string {
    return `H${r(x)}V${r(y2)}`
  }
}

function arrowHead(x: number, y: number, direction: number): string {
  const back = x - direction * ARROW.length
  return `M${r(x)} ${r(y)}L${r(back)} ${r(y - ARROW.half)}V${r(y + ARROW.half)}Z`
}

function r(value: number): number {
  return Math.round(value * 2) / 2
}
