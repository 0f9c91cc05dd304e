import type { AfterLoss, Gate } from './gate.ts'
import type { Shortage } from './shortage.ts'
import { nameOfWork, type Work } from './work.ts'

/** Work that bears on what is short, with all the copies that would have to be fewer. */
export interface Bearing extends Work {
  /** Where it would have to be fewer: of work that moves every site where it stands. */
  readonly sites: readonly string[]
}

/** In the order in which it is to be left out: of the least urgent tier first, in a tier of the largest copies. */
export function bearingOn(gate: Gate, work: readonly Work[], after: AfterLoss): readonly Bearing[] {
  const { moves, runs, shortages, stranded } = after
  const moving = new Set(moves.map(nameOfWork))
  const byName = new Map<string, Work[]>()
  for (const one of work) {
    const same = byName.get(nameOfWork(one)) ?? []
    same.push(one)
    byName.set(nameOfWork(one), same)
  }
  // Of what yields only a part may run: it is all of it that would have to be fewer.
  const whole = (one: Work): Bearing => {
    const own = (byName.get(nameOfWork(one)) ?? []).filter(
      ({ site }) => site === one.site || moving.has(nameOfWork(one)),
    )
    const sites = moving.has(nameOfWork(one)) ? [...new Set(own.map(({ site }) => site))] : [one.site]
    return { ...one, sites, copies: Math.max(0, ...own.map(({ copies }) => copies)) }
  }
  const kinds = kindsOf(shortages)
  return [...runs, ...stranded]
    .map((one) => ({ one, weight: weightOf(gate, one, kinds) }))
    .filter(({ one, weight }) => weight > 0 && one.copies > 0)
    .sort((a, b) => tierOf(b.one) - tierOf(a.one) || b.weight - a.weight || order(a.one, b.one))
    .map(({ one }) => whole(one))
}

/** What is short where, as far as it decides who bears on it. */
interface Kind extends Pick<Shortage, 'what' | 'pool' | 'work'> {
  readonly site: string
}

/** A thousand lines beyond their limits at one site are of one kind. */
function kindsOf(shortages: readonly Shortage[]): readonly Kind[] {
  const kinds = new Map<string, Kind>()
  for (const { pool, what, where, work } of shortages) {
    const site = where.split('/', 1)[0] ?? where
    kinds.set(`${what} ${site} ${pool} ${work}`, {
      what,
      site,
      ...(pool && { pool }),
      ...(work !== undefined && { work }),
    })
  }
  return [...kinds.values()]
}

/** How much one copy takes of what is short, at the sites where something is; the most of them. */
function weightOf(gate: Gate, one: Work, kinds: readonly Kind[]): number {
  const { each, pool, site } = one
  const weights = kinds
    .filter((short) => short.site === site || short.what === 'another site')
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
