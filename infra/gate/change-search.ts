import { isWithin } from '../../twin/model/path.ts'
import { type Bearing, bearingOn } from './bearing.ts'
import { type FewerCopies, withFewer } from './fewer-copies.ts'
import type { AfterLoss, Gate } from './gate.ts'
import { NO_LOSS } from './loss.ts'
import { nameOfWork, type Work } from './work.ts'

/** Looks for the smallest change of one loss after another. What bound one of them is tried first for the next: most losses of an estate are bound by the same. */
export class ChangeSearch {
  /** How many copies were left out last, by the work that was in question. */
  readonly #last = new Map<string, number>()
  #lastOfAll: number | undefined
  /** Whether a workload asks for nodes of one kind wherever it stands: else what another site sends may take it off the nodes where it was too much. */
  readonly #isOfOnePool: boolean
  /** Sites where something is short with nothing lost, by the same and how many copies are left out. */
  readonly #shortAtRest = new Map<string, ReadonlySet<string>>()

  constructor(
    private readonly gate: Gate,
    private readonly work: readonly Work[],
  ) {
    const pools = new Map(work.map((one) => [nameOfWork(one), one.pool]))
    this.#isOfOnePool = work.every((one) => pools.get(nameOfWork(one)) === one.pool)
  }

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
    // What is short at a site stays so when another loses a part of itself, which can only send work to it.
    const isShortElsewhere = (some: number) =>
      loss.kind !== 'nothing' &&
      this.#isOfOnePool &&
      [...this.#sitesShort(`${key} ${some}`, () => without(some))].some((site) => !isWithin(loss.path, site))
    const fits = (some: number) => !isShortElsewhere(some) && gate.fits(without(some), loss)
    const copies = firstNear(this.#last.get(key) ?? this.#lastOfAll ?? least, fits, least - 1, all)
    if (copies === undefined) return undefined
    this.#last.set(key, copies)
    this.#lastOfAll = copies
    return leftOut(bearing, copies)
  }

  #sitesShort(key: string, work: () => readonly Work[]): ReadonlySet<string> {
    const known = this.#shortAtRest.get(key)
    if (known) return known
    const { shortages } = this.gate.after(work(), NO_LOSS)
    const sites = new Set(shortages.map(({ where }) => where.split('/', 1)[0] ?? where))
    this.#shortAtRest.set(key, sites)
    return sites
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

/** The same with a guess: right, it costs two looks, and near, some more. Undefined where even the most does not hold. */
function firstNear(
  guess: number,
  isEnough: (copies: number) => boolean,
  fails: number,
  most: number,
): number | undefined {
  const near = Math.min(Math.max(guess, fails + 1), most)
  if (isEnough(near)) {
    let [holds, step] = [near, 1]
    while (holds - step > fails && isEnough(holds - step)) [holds, step] = [holds - step, step * 2]
    return first(isEnough, Math.max(fails, holds - step), holds)
  }
  let [tooFew, step] = [near, 1]
  while (tooFew + step < most) {
    if (isEnough(tooFew + step)) return first(isEnough, tooFew, tooFew + step)
    ;[tooFew, step] = [tooFew + step, step * 4]
  }
  return tooFew < most && isEnough(most) ? first(isEnough, tooFew, most) : undefined
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
