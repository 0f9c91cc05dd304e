import { type Bearing, bearingOn } from './bearing.ts'
import { type FewerCopies, withFewer } from './fewer-copies.ts'
import type { AfterLoss, Gate } from './gate.ts'
import { nameOfWork, type Work } from './work.ts'

/** Looks for the smallest change of one loss after another. What bound one of them is tried first for the next: most losses of an estate are bound by the same. */
export class ChangeSearch {
  /** How many copies were left out last, by the work that was in question. */
  readonly #last = new Map<string, number>()

  constructor(
    private readonly gate: Gate,
    private readonly work: readonly Work[],
  ) {}

  /**
   * The fewest copies that must be left out so that what survives a loss fits: of the least urgent tier first, in a tier of the work with the largest copies.
   * With one copy less left out it does not fit. Undefined where leaving out all that bears on what is short would not be enough.
   *
   * @param after of the same gate and the same work
   */
  smallest(after: AfterLoss): readonly FewerCopies[] | undefined {
    const { gate, work } = this
    const { loss, shortages } = after
    if (shortages.length === 0) return []
    const bearing = bearingOn(gate, work, after)
    const all = bearing.reduce((sum, { copies }) => sum + copies, 0)
    const without = (copies: number) => withFewer(work, leftOut(bearing, copies))
    const hasRoom = (copies: number) => gate.hasRoom(without(copies), loss)
    if (all === 0 || !hasRoom(all)) return undefined
    const key = bearing.map((one) => `${nameOfWork(one)} ${one.copies} ${one.sites}`).join()
    // Power is looked at only where hosts have room.
    const least = first(hasRoom, 0, all)
    const copies = firstNear(this.#last.get(key) ?? least, (some) => gate.fits(without(some), loss), least - 1, all)
    if (copies === undefined) return undefined
    this.#last.set(key, copies)
    return leftOut(bearing, copies)
  }
}

/** The first number that holds, of which all after it hold: above `fails`, at most `holds`, which does. */
function first(isEnough: (copies: number) => boolean, fails: number, holds: number): number {
  let [tooFew, enough] = [fails, holds]
  while (enough - tooFew > 1) {
    const between = Math.floor((tooFew + enough) / 2)
    if (isEnough(between)) enough = between
    else tooFew = between
  }
  return enough
}

/** The same with a guess: right, it costs two looks. Undefined where even the most does not hold. */
function firstNear(
  guess: number,
  isEnough: (copies: number) => boolean,
  fails: number,
  most: number,
): number | undefined {
  const near = Math.min(Math.max(guess, fails + 1), most)
  if (isEnough(near)) {
    if (near - fails === 1) return near
    return isEnough(near - 1) ? first(isEnough, fails, near - 1) : near
  }
  return near < most && isEnough(most) ? first(isEnough, near, most) : undefined
}

function leftOut(bearing: readonly Bearing[], copies: number): readonly FewerCopies[] {
  const changes: FewerCopies[] = []
  let left = copies
  for (const { service, name, sites, copies: of } of bearing) {
    if (left === 0) break
    const taken = Math.min(left, of)
    left -= taken
    changes.push({ work: { service, name }, keep: of - taken, of, sites })
  }
  return changes
}
