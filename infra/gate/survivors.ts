import type { Loss } from './loss.ts'
import { largest } from './request.ts'
import { nameOfWork, type Work } from './work.ts'

/** What must run after a loss, where it must, and what goes with what is lost. */
export interface Survivors {
  readonly runs: readonly Work[]
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
 * grows to what the primary has. Any lesser loss is the site's own to bear: all of its work must still run there, but for that of class single-site, whose loss
 * is borne already: it takes what room is left.
 *
 * @param sites those with a cluster, the largest first
 */
export function survivorsOf(work: readonly Work[], loss: Loss, sites: readonly string[]): Survivors {
  if (loss.kind === 'nothing') return { runs: work, yields: [], stays: [], stranded: [] }
  if (loss.kind !== 'site') {
    const hit = loss.path.split('/', 1)[0]
    const isYielding = ({ recovery, site }: Work) => recovery === 'single-site' && site === hit
    return { runs: work.filter((one) => !isYielding(one)), yields: work.filter(isYielding), stays: [], stranded: [] }
  }
  const lost = work.filter(({ site }) => site === loss.path)
  const runs = new Map(work.filter(({ site }) => site !== loss.path).map((one) => [keyOf(one), one]))
  const left = sites.filter((site) => site !== loss.path)
  const stranded: Work[] = []
  for (const one of lost) {
    if (one.recovery === 'single-site') continue
    const site = left.find((candidate) => runs.has(keyOf({ ...one, site: candidate }))) ?? left[0]
    if (site === undefined) {
      stranded.push(one)
      continue
    }
    const moved = { ...one, site }
    const there = runs.get(keyOf(moved))
    runs.set(keyOf(moved), there ? withTheLarger(there, moved) : moved)
  }
  const stays = lost.filter(({ recovery }) => recovery === 'single-site')
  return { runs: [...runs.values()], yields: [], stays, stranded }
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
