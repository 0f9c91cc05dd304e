import { POWER_CHAIN_KINDS } from '../../model/kinds.ts'
import type { Kind } from '../../model/things.ts'
import type { DraftThing } from '../expand/expansion.ts'
import type { DraftsByPath } from './drafts-by-path.ts'
import { type EstateProblem, within } from './estate-problem.ts'

/** What others can draw from. From a rack PDU only the devices of its rack draw, by cords. */
const GIVES_POWER: ReadonlySet<Kind> = new Set([...POWER_CHAIN_KINDS, 'solar'])
const IS_MEASURED: ReadonlySet<Kind> = new Set([...GIVES_POWER, 'rack-pdu', 'crah', 'chiller'])

/** Power from what gives none, cooling from what is no chiller, meters on what has no power. */
export function* checkSupplies(things: DraftsByPath): Iterable<EstateProblem> {
  for (const { thing, origin } of things.drafts) {
    for (const [field, path, may, rule] of referencesOf(thing)) {
      const kind = things.kindOf(path)
      if (kind === undefined || may.has(kind)) continue
      yield {
        origin: within(origin, field),
        message: rule,
        found: `${path}, a ${kind}`,
        allowed: [...may].join(', '),
      }
    }
  }
}

function* referencesOf(thing: DraftThing): Iterable<readonly [string, string, ReadonlySet<Kind>, string]> {
  if ('supplies' in thing) {
    for (const { from, role } of thing.supplies) {
      yield [role === 'primary' ? 'from' : 'alternate', from, GIVES_POWER, 'is something that gives no power']
    }
  }
  if (thing.kind === 'crah') {
    for (const path of thing.chilledBy) yield ['chilledBy', path, new Set<Kind>(['chiller']), 'is no chiller']
  }
  if (thing.kind === 'meter') {
    yield ['measures', thing.measures, IS_MEASURED, 'is nothing that a power meter is fitted to']
  }
}

/**
 * A power chain has its beginning in the grid or a generator; one whose first choices come back to themselves has none. What things change over to
 * may: a tie between two boards is a loop, and a finding.
 */
export function* checkCycles(things: DraftsByPath): Iterable<EstateProblem> {
  const done = new Set<string>()
  for (const { thing } of things.drafts) {
    if (!('supplies' in thing) || done.has(thing.path)) continue
    const chain: { readonly path: string; readonly next: string[] }[] = []
    const open = new Set<string>()
    const enter = (path: string) => {
      open.add(path)
      const entered = things.get(path)?.thing
      const supplies = entered && 'supplies' in entered ? entered.supplies : []
      const next = supplies.flatMap(({ from, role }): string[] => (role === 'primary' ? [from] : []))
      chain.push({ path, next })
    }
    enter(thing.path)
    for (let top = chain.at(-1); top; top = chain.at(-1)) {
      const next = top.next.pop()
      if (next === undefined) {
        done.add(top.path)
        open.delete(top.path)
        chain.pop()
      } else if (open.has(next)) {
        const begin = chain.findIndex(({ path }) => path === next)
        const origin = things.get(top.path)?.origin
        if (origin) {
          yield {
            origin: within(origin, 'from'),
            message: 'leads the power chain back to where it began',
            found: [...chain.slice(begin).map(({ path }) => path), next].join(' ← '),
            allowed: 'a chain that ends at a utility or a generator',
          }
        }
      } else if (!done.has(next)) enter(next)
    }
  }
}
