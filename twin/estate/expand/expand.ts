import { parentPath, type ThingPath } from '../../model/path.ts'
import type { Source } from '../../model/source.ts'
import type { Rack } from '../../model/things.ts'
import type { RackTypeText } from '../schema/catalogue.ts'
import type { RackText } from '../schema/estate-file.ts'
import { type Catalogue, type Entry as CatalogueEntry, deviceTypesOf, gatherCatalogue } from './catalogue.ts'
import type { Draft, DraftThing, Expansion, ExpansionLimits, Origin, ParsedEstateFile } from './expansion.ts'
import { type FieldPath, makeThing } from './make-thing.ts'
import { point3 } from './placing.ts'
import { below, Problems } from './problems.ts'
import { PlannedInside, supplyField } from './rack-inside.ts'
import { rackFigures } from './rack-place.ts'
import type { RackPlan } from './rack-plan.ts'
import { fillInTurn, type Scope, written } from './scope.ts'
import { type Entry, Walk } from './walk.ts'

/** Five times and twice the estate of 2035. */
const LIMITS: ExpansionLimits = { things: 8_000_000, names: 250_000 }

/**
 * What files and patterns say, one draft a thing; what stands in racks is planned and made when it is asked for. Never throws:
 * what cannot be expanded is among the problems, and the rest is there.
 */
export function expand(files: readonly ParsedEstateFile[], limits = LIMITS): Expansion {
  const problems = new Problems()
  const catalogue = gatherCatalogue(files, problems)
  const walk = new Walk(catalogue, problems, limits)
  // What is added to another file's things needs these first.
  for (const isAdded of [false, true]) {
    for (const { name, document } of files) {
      const things = Object.fromEntries(
        Object.entries(document.things ?? {}).filter(([key]) => key.includes('/') === isAdded),
      )
      walk.things(things, outermost(name, document.source ?? 'assumed'))
    }
  }
  const drafting = new Drafting(catalogue, walk, problems)
  const { estate: estateName = 'Estate' } = files.find(({ document }) => document.estate !== undefined)?.document ?? {}
  const { estateSr } = files.find(({ document }) => document.estateSr !== undefined)?.document ?? {}
  return {
    name: estateName,
    nameSr: estateSr,
    services: Object.fromEntries([...catalogue.services].map(([word, { text }]) => [word, text])),
    drafts: walk.entries.map((entry) => drafting.draft(entry)),
    deviceTypes: deviceTypesOf(catalogue, problems),
    problems: problems.list,
  }
}

function outermost(file: string, source: Scope['source']): Scope {
  const zero = point3(0, 0, 0)
  return { path: '', origin: { file, path: [] }, source, frame: zero, middle: zero, members: undefined }
}

type Writable<T> = { -readonly [K in keyof T]: T[K] }
type RackEntry = Extract<Entry, { readonly rack: unknown }>

/** Of lists that differ from thing to thing. */
const MOST_LISTED = 2_000_000

/** Turns entries into drafts, following their references. */
class Drafting {
  #listed = 0
  readonly #lists = new Map<string, readonly ThingPath[]>()
  readonly #suppliesSeen = new Map<RackPlan, Set<string>>()

  constructor(
    private readonly catalogue: Catalogue,
    private readonly walk: Walk,
    private readonly problems: Problems,
  ) {}

  draft(entry: Entry): Draft {
    const draft = 'rack' in entry ? this.#rack(entry) : { thing: this.#plain(entry), origin: entry.origin }
    this.#checkSources(draft.thing, entry.origin)
    return draft
  }

  #plain(entry: Exclude<Entry, { readonly rack: unknown }>): DraftThing {
    const { text, origin, path } = entry
    if ('extent' in text || 'footprint' in text) {
      if (!text.extent && !text.footprint) {
        this.problems.add(origin, 'an area needs `extent` (a rectangle) or `footprint` (its corners)')
      }
    }
    return makeThing({
      ...entry,
      resolve: (reference, field) => this.#resolve(reference, path, origin, field),
      resolveAll: (references, field) => this.#resolveAll(references, field, entry),
    })
  }

  #rack(entry: RackEntry): Draft {
    const { text, path, member, members, source, origin, rack } = entry
    const type = rack.type === undefined ? undefined : this.catalogue.racks.get(rack.type)
    const { units, powerLimit, weight, weightLimit, zeroUPlaces, nodes } = rackFigures(text, type?.text)
    const around = {
      ...{ path, placement: rack.placement, source, members },
      resolve: (reference: string, from: string) => this.walk.resolve(reference, from) ?? reference,
    }
    const inside = new PlannedInside(rack.plan, around)
    this.#checkSupplies(entry, inside)
    // Field by field: there are tens of thousands, and copies of copies take the time and the memory of all the rest.
    const thing: Writable<Omit<Rack, 'index'>> = {
      kind: 'rack',
      path,
      name: text.name === undefined ? member.segment : fillInTurn(text.name, member, members),
      source,
      placement: rack.placement,
      units,
    }
    if (text.nameSr !== undefined) thing.nameSr = fillInTurn(text.nameSr, member, members)
    if (powerLimit !== undefined) thing.powerLimit = powerLimit
    if (weightLimit !== undefined) thing.weightLimit = weightLimit
    if (weight !== undefined) thing.weight = weight
    if (zeroUPlaces !== undefined) thing.zeroUPlaces = zeroUPlaces
    if (nodes !== undefined) thing.nodes = nodes
    if (text.service !== undefined) thing.service = fillInTurn(text.service, member, members)
    if (text.note !== undefined) thing.note = text.note
    if (text.noteSr !== undefined) thing.noteSr = text.noteSr
    if (type && type.source !== source) thing.sources = { ...sourcesOfType(text, type), ...text.sources }
    else if (text.sources) thing.sources = text.sources
    return { thing, origin, inside, ...(rack.isUntyped ? { isUntyped: true } : {}) }
  }

  /** Racks of one row that hold the same mean the same by `feed-a`: one of them is looked at. */
  #checkSupplies({ path, rack: { plan } }: RackEntry, inside: PlannedInside): void {
    const seen = this.#suppliesSeen.get(plan) ?? new Set()
    this.#suppliesSeen.set(plan, seen)
    const row = parentPath(path)
    if (seen.has(row) && !plan.namesItsRack) return
    seen.add(row)
    for (const slot of inside.shape.kinds.keys()) {
      const { text } = plan.slots[slot] ?? {}
      if (text?.kind !== 'rack-pdu') continue
      for (const [number, from] of inside.suppliedFrom(slot).entries()) {
        if (!this.walk.knows(from)) this.#unknown(from, below(inside.origin(slot), ...supplyField(text, number)))
      }
    }
  }

  #resolve(reference: string, from: string, origin: Origin, field: FieldPath): string {
    const path = this.walk.resolve(reference, from)
    if (path === undefined) this.#unknown(reference, below(origin, ...field))
    return path ?? reference
  }

  #resolveAll(
    references: string | readonly string[],
    field: FieldPath,
    { path, member, members, origin }: Entry,
  ): readonly ThingPath[] {
    const resolved = () => {
      const list = written(references, member, members)
      this.#listed += list.length
      if (this.#listed <= MOST_LISTED) return list.map((one) => this.#resolve(one, path, origin, field) as ThingPath)
      this.problems.add(below(origin, ...field), `lists more references than there is room for`, {
        allowed: `${MOST_LISTED} in an estate`,
      })
      return []
    }
    const texts = [references].flat()
    if (texts.some((one) => one.includes('$'))) return resolved()
    const key = `${parentPath(path)}\n${texts.join('\n')}`
    const list = this.#lists.get(key) ?? resolved()
    this.#lists.set(key, list)
    return list
  }

  #unknown(reference: string, origin: Origin): void {
    this.problems.add(origin, `names ${reference}, which is nothing in this estate`, {
      found: reference,
      candidates: () => this.walk.paths(),
    })
  }

  #checkSources(thing: DraftThing, origin: Origin): void {
    for (const field of Object.keys(thing.sources ?? {})) {
      if (field in thing) continue
      this.problems.add(below(origin, 'sources', field), `is no figure of this ${thing.kind}`, {
        found: field,
        candidates: () => Object.keys(thing),
      })
    }
  }
}

/** Size and limits that a rack has from its type. */
function sourcesOfType(text: RackText, { text: type, source }: CatalogueEntry<RackTypeText>): Record<string, Source> {
  const sources: Record<string, Source> = {}
  for (const field of ['units', 'powerLimit', 'weightLimit', 'weight', 'zeroUPlaces'] as const) {
    if (text[field] === undefined && type[field] !== undefined) sources[field] = source
  }
  return sources
}
