import type { Gate } from './gate.ts'
import type { Loss } from './loss.ts'
import type { Shortage } from './shortage.ts'
import { nameOfWork, type Work } from './work.ts'

/** Fewer copies of a workload. */
export interface FewerCopies {
  readonly work: Pick<Work, 'service' | 'name'>
  /** At each site that the change is for. */
  readonly keep: number
  readonly of: number
  /** Where it stands; of work that moves every site where it does. */
  readonly sites: readonly string[]
}

/**
 * The fewest copies that must be left out so that what survives a loss fits: of the least urgent tier first, in a tier of the work with the largest copies. With
 * one copy less left out it does not fit. Undefined where leaving out all that bears on what is short would not be enough.
 */
export function smallestChange(gate: Gate, work: readonly Work[], loss: Loss): readonly FewerCopies[] | undefined {
  const { moves, runs, shortages, stranded } = gate.after(work, loss)
  if (shortages.length === 0) return []
  const moving = new Set(moves.map(nameOfWork))
  const byName = new Map<string, Work[]>()
  for (const one of work) {
    const same = byName.get(nameOfWork(one)) ?? []
    same.push(one)
    byName.set(nameOfWork(one), same)
  }
  const sameAs = (one: Work) => byName.get(nameOfWork(one)) ?? []
  const sitesOf = (one: Work) => (moving.has(nameOfWork(one)) ? sameAs(one).map(({ site }) => site) : [one.site])
  // Of what yields only a part may run: it is all of it that would have to be fewer.
  const whole = (one: Work) => {
    const own = sameAs(one).filter(({ site }) => sitesOf(one).includes(site))
    return { ...one, copies: Math.max(0, ...own.map(({ copies }) => copies)) }
  }
  const bearing = [...runs, ...stranded]
    .map((one) => ({ one, weight: weightOf(gate, one, shortages) }))
    .filter(({ one, weight }) => weight > 0 && one.copies > 0)
    .sort((a, b) => tierOf(b.one) - tierOf(a.one) || b.weight - a.weight || order(a.one, b.one))
    .map(({ one }) => whole(one))
  const leftOut = (copies: number) => fewer(bearing, copies, sitesOf)
  const fits = (copies: number) => gate.after(withFewer(work, leftOut(copies)), loss).shortages.length === 0
  let [tooFew, enough] = [0, bearing.reduce((sum, { copies }) => sum + copies, 0)]
  if (enough === 0 || !fits(enough)) return undefined
  while (enough - tooFew > 1) {
    const between = Math.floor((tooFew + enough) / 2)
    if (fits(between)) enough = between
    else tooFew = between
  }
  return leftOut(enough)
}

/** The work after a change. */
export function withFewer(work: readonly Work[], changes: readonly FewerCopies[]): readonly Work[] {
  const byName = new Map<string, FewerCopies[]>()
  for (const change of changes) {
    const name = nameOfWork(change.work)
    byName.set(name, [...(byName.get(name) ?? []), change])
  }
  return work.map((one) => {
    const own = (byName.get(nameOfWork(one)) ?? []).filter(({ sites }) => sites.includes(one.site))
    return { ...one, copies: Math.min(one.copies, ...own.map(({ keep }) => keep)) }
  })
}

function fewer(
  bearing: readonly Work[],
  copies: number,
  sitesOf: (work: Work) => readonly string[],
): readonly FewerCopies[] {
  const changes: FewerCopies[] = []
  let left = copies
  for (const one of bearing) {
    if (left === 0) break
    const taken = Math.min(left, one.copies)
    left -= taken
    changes.push({
      work: { service: one.service, name: one.name },
      keep: one.copies - taken,
      of: one.copies,
      sites: [...new Set(sitesOf(one))],
    })
  }
  return changes
}

/** How much one copy takes of what is short, at the sites where something is; the most of them. */
function weightOf(gate: Gate, one: Work, shortages: readonly Shortage[]): number {
  const { each, pool, site } = one
  const weights = shortages
    .filter((short) => short.where.split('/', 1)[0] === site || short.what === 'another site')
    .filter((short) => short.pool === undefined || short.pool === pool)
    .filter((short) => short.work === undefined || short.work === nameOfWork(one))
    .map(({ what }) => {
      if (what === 'vCPU') return each.threads
      if (what === 'memory') return each.memory
      if (what === 'GPUs') return each.gpus
      if (what === 'power' || what === 'cooling') return wattsOf(gate, { each, pool, site })
      return 1
    })
  return Math.max(0, ...weights)
}

/** Of one copy: its share of the nameplates of all hosts that could take it. */
function wattsOf(gate: Gate, { each, pool, site }: Pick<Work, 'each' | 'pool' | 'site'>): number {
  const { has, nameplate } = gate.hosts.of(site, pool)
  const [asks, of] = pool === 'gpus' ? [each.gpus, has.gpus] : [each.threads, has.threads]
  return of > 0 ? (asks / of) * nameplate : 0
}

/** Work of which nobody says the tier is not the first to be left out. */
function tierOf({ tier }: Work): number {
  return Number(tier ?? 1)
}

function order(a: Work, b: Work): number {
  const [one, other] = [`${nameOfWork(a)} ${a.site}`, `${nameOfWork(b)} ${b.site}`]
  return one < other ? -1 : one > other ? 1 : 0
}
