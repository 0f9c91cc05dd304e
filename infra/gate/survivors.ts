import type { Loss } from './loss.ts'
import { largest } from './request.ts'
import { nameOfWork, type Pool, type Work } from './work.ts'

/** What must run after a loss, where it must, and what goes with what is lost. */
export interface Survivors {
  readonly runs: readonly Work[]
  /** What another site takes over, as it was. */
  readonly moves: readonly Work[]
  /** Of one site only, which lost a part of itself: runs as far as the rest of the site has room. */
  readonly yields: readonly Work[]
  /** Of one site only: it stops with what is lost, and has said so. */
  readonly stays: readonly Work[]
  /** Must move and has nowhere to: no other site has a cluster. */
  readonly stranded: readonly Work[]
}

/**
 * Work after a loss. A site's loss moves active-active and active-passive work, and work of which nobody says the class, to the other site where it stands,
 * else to the first of `sites` that is left. There it must have the larger of what either site has: each of them is to carry all of the load, a standby
 * grows to what the primary has. After a lesser loss work stays at its site, but for pools that it leaves. Work of class single-site never moves, and takes
 * what room is left.
 *
 * @param sites those with a cluster, the largest first
 * @param leaves pools of the site of a lesser loss whose work moves as it would if the site were lost
 */
export function survivorsOf(
  work: readonly Work[],
  loss: Loss,
  sites: readonly string[],
  leaves: ReadonlySet<Pool> = new Set(),
): Survivors {
  const hit = loss.kind === 'nothing' ? undefined : loss.path.split('/', 1)[0]
  const isSingle = ({ recovery }: Work) => recovery === 'single-site'
  const here = work.filter(({ site }) => site === hit)
  const singles = here.filter(isSingle)
  const moves = here.filter((one) => !isSingle(one) && (loss.kind === 'site' || leaves.has(one.pool)))
  const gone = new Set([...singles, ...moves])
  const runs = new Map(work.filter((one) => !gone.has(one)).map((one) => [keyOf(one), one]))
  const left = sites.filter((site) => site !== hit)
  const stranded: Work[] = []
  for (const one of moves) {
    const site = left.find((candidate) => runs.has(keyOf({ ...one, site: candidate }))) ?? left[0]
    if (site === undefined) {
      stranded.push(one)
      continue
    }
    const moved = { ...one, site }
    const there = runs.get(keyOf(moved))
    runs.set(keyOf(moved), there ? withTheLarger(there, moved) : moved)
  }
  const isSite = loss.kind === 'site'
  return { runs: [...runs.values()], moves, yields: isSite ? [] : singles, stays: isSite ? singles : [], stranded }
}

function withTheLarger(there: Work, moved: Work): Work {
  return {
    ...there,
    pool: moved.pool === 'gpus' ? 'gpus' : there.pool,
    copies: Math.max(there.copies, moved.copies),
    each: largest(there.each, moved.each),
    unknown: [...new Set([...there.unknown, ...moved.unknown])],
  }
}

function keyOf(work: Pick<Work, 'site' | 'service' | 'name'>): string {
  return `${work.site} ${nameOfWork(work)}`
}
