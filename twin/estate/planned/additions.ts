import { isDeepStrictEqual } from 'node:util'
import type { Estate } from '../../model/estate.ts'
import type { Draft, DraftThing, Expansion, Origin, RackInside } from '../expand/expansion.ts'
import { type PlainInside, PlannedInside } from '../expand/rack-inside.ts'
import { ExpandedEstate } from '../expanded-estate.ts'
import type { ExtendedEstate } from '../load-estate.ts'
import { LayeredEstate } from './layered-estate.ts'

/** What plans bring to an estate, as plain data that a thread can send: the rest of it is there already. */
export interface Additions {
  /** Of the estate with all plans. */
  readonly version: string
  /** Whether they are all of the estate, as it must be where the files of today are no longer what they were. */
  readonly isAll: boolean
  readonly extent: number
  readonly expansion: Omit<Expansion, 'drafts' | 'problems'>
  readonly drafts: readonly PlainDraft[]
}

interface PlainDraft {
  readonly thing: DraftThing
  readonly origin: Origin
  readonly index: number
  readonly inside?: PlainInside
  /** By slot, where they do not follow the rack's own. */
  readonly indexes?: Int32Array
}

/**
 * What an estate with guests has that the estate of today has not, or has otherwise: a nearer thing of the same name may be meant by what is there.
 * @param today undefined where everything is to be told
 */
export function additionsTo(today: ExpandedEstate | undefined, { estate }: Pick<ExtendedEstate, 'estate'>): Additions {
  const { assignment, drafts, extent, name, nameSr, services, version } = estate
  const known = new Map(today?.drafts.map((draft) => [draft.thing.path, draft]))
  const plans = new SamePlans()
  return {
    ...{ version, isAll: today === undefined, extent },
    expansion: { name, nameSr, services, deviceTypes: estate.deviceTypes() },
    drafts: drafts.flatMap((draft, number): readonly PlainDraft[] => {
      const { inside, origin, thing } = draft
      if (plans.isSame(draft, known.get(thing.path))) return []
      const [index = -1, indexes, plain] = [assignment.own[number], assignment.inside.get(number), plainOf(inside)]
      return [{ thing, origin, index, ...(plain && { inside: plain }), ...(indexes && { indexes }) }]
    }),
  }
}

/** Plans are shared by many racks: two of them are compared once. */
class SamePlans {
  readonly #same = new Map<unknown, { readonly other: unknown; readonly is: boolean }>()

  isSame(draft: Draft, other: Draft | undefined): boolean {
    if (!other || !isDeepStrictEqual(draft.thing, other.thing)) return false
    const [one, two] = [plainOf(draft.inside), plainOf(other.inside)]
    if (!one || !two) return one === two
    return this.#isSamePlan(one.plan, two.plan) && isDeepStrictEqual(one.meanings, two.meanings)
  }

  #isSamePlan(one: PlainInside['plan'], other: PlainInside['plan']): boolean {
    const known = this.#same.get(one)
    if (known?.other === other) return known.is
    const is = isDeepStrictEqual(one.slots, other.slots)
    this.#same.set(one, { other, is })
    return is
  }
}

function plainOf(inside: RackInside | undefined): PlainInside | undefined {
  return inside instanceof PlannedInside ? inside.plain() : undefined
}

/** The estate with them. @param today that they come to */
export function withAdditions(today: Estate, { drafts, expansion, extent, isAll, version }: Additions): Estate {
  const inside = new Map(drafts.flatMap(({ indexes }, number) => (indexes ? [[number, indexes] as const] : [])))
  const added = new ExpandedEstate(
    {
      ...expansion,
      drafts: drafts.map(({ inside: plain, origin, thing }) => ({
        ...{ thing, origin },
        ...(plain && { inside: PlannedInside.of(plain) }),
      })),
    },
    { own: Int32Array.from(drafts, ({ index }) => index), inside, extent },
    version,
    isAll ? undefined : today,
  )
  return isAll ? added : new LayeredEstate(today, added)
}
