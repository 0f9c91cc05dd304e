import type { Placement } from '../../model/geometry.ts'
import { isPath, joinPath, parentPath, type ThingPath } from '../../model/path.ts'
import type { RackText, ThingText } from '../schema/estate-file.ts'
import { readNamePattern } from '../schema/name-pattern.ts'
import type { Catalogue } from './catalogue.ts'
import type { ExpansionLimits, Origin } from './expansion.ts'
import { insideOf, type Making, type PlainText } from './make-thing.ts'
import { headingOf, vectorOf } from './placing.ts'
import { below, type Problems } from './problems.ts'
import { rackFigures, rackPlacement } from './rack-place.ts'
import { EMPTY_PLAN, type RackPlan, RackPlans } from './rack-plan.ts'
import { fill, type Member, memberOf, type RowLine, type Scope, turn } from './scope.ts'

/** A thing that has its place in the tree, its references not yet followed. */
export type Entry = Placed<PlainText> | (Placed<RackText> & { readonly rack: PlacedRack })

interface Placed<T extends ThingText> extends Omit<Making<T>, 'resolve' | 'resolveAll'> {
  readonly origin: Origin
}

export interface PlacedRack {
  readonly plan: RackPlan
  readonly placement: Placement
  readonly type: string | undefined
  /** It names a type that is not there. */
  readonly isUntyped: boolean
}

/** Goes through the files and writes out their patterns. */
export class Walk {
  readonly entries: Entry[] = []
  readonly #byPath = new Map<string, Entry>()
  /** What things by a longer path stand in. */
  readonly #scopes = new Map<string, Scope>()
  readonly #plans: RackPlans
  /** Things, with what is inside racks. */
  #count = 0
  /** Names that patterns stood for, those of groups too: what takes time. */
  #names = 0
  #isFull = false

  constructor(
    private readonly catalogue: Catalogue,
    private readonly problems: Problems,
    private readonly limits: ExpansionLimits,
  ) {
    this.#plans = new RackPlans(catalogue, problems)
  }

  things(things: Readonly<Record<string, ThingText>>, scope: Scope): void {
    for (const [key, text] of Object.entries(things)) {
      if (this.#isFull) return
      const origin = below(scope.origin, 'things', key)
      const read = readNamePattern(key)
      if (!('pattern' in read)) this.problems.add(origin, read.wrong, { found: key })
      else if (this.#hasRoom(read.pattern.count, origin)) {
        for (let number = 0; number < read.pattern.count && !this.#isFull; number++) {
          this.#thing(text, memberOf(read.pattern, number), origin, scope)
        }
      }
    }
  }

  knows(path: string): boolean {
    return this.#known(path) !== undefined
  }

  /** The full path of what a reference means, seen from a thing: beside it, then outwards. */
  resolve(reference: string, from: string): string | undefined {
    for (let base = parentPath(from); ; base = parentPath(base)) {
      const path = base === '' ? reference : `${base}/${reference}`
      const known = path === from ? undefined : this.#known(path)
      if (known !== undefined) return known
      if (base === '') return undefined
    }
  }

  /** The path as it is kept already: an estate has far more references than paths. */
  #known(path: string): string | undefined {
    const entry = this.#byPath.get(path)
    if (entry) return entry.path
    const holder = this.#byPath.get(parentPath(path))
    if (!holder || !('rack' in holder)) return undefined
    if (holder.rack.isUntyped) return path
    return holder.rack.plan.names.has(path.slice(holder.path.length + 1)) ? path : undefined
  }

  paths(): Iterable<string> {
    return this.#byPath.keys()
  }

  #hasRoom(count: number, origin: Origin): boolean {
    const { things, names } = this.limits
    if (this.#names + count <= names && this.#count + count <= things) return true
    const [most, mostNames, more] = [things, names, count].map((number) => number.toLocaleString('en'))
    this.problems.add(origin, `makes ${more} things more than there is room for`, {
      allowed: `${most} things in an estate, ${mostNames} of them outside of racks`,
    })
    this.#isFull = true
    return false
  }

  #thing(text: ThingText, member: Member, origin: Origin, lexical: Scope): void {
    this.#names++
    const path = joinPath(lexical.path, member.text)
    if (!isPath(path)) {
      this.problems.add(
        origin,
        'is no path; allowed are small Latin letters, digits and single hyphens, at most 16 parts',
        {
          found: path,
        },
      )
      return
    }
    const scope = member.text.includes('/') ? this.#around(path, lexical) : lexical
    if (!scope) {
      this.problems.add(origin, `${path.split('/')[0]} is no site of this estate`, {
        found: path,
        candidates: () => this.paths(),
      })
      return
    }
    const source = (text.kind === 'group' ? undefined : text.source) ?? lexical.source
    const members = { kind: text.kind, member, outer: scope.members }
    if (text.kind === 'group') {
      const inner = { ...scope, path, origin, source: text.source ?? lexical.source, members }
      this.#scopes.set(path, inner)
      if (text.things) this.things(text.things, inner)
      return
    }
    if ((text.kind === 'site') === path.includes('/')) {
      this.problems.add(
        origin,
        text.kind === 'site' ? 'a site stands in no other thing' : 'only sites stand at the top',
        {
          found: path,
        },
      )
      return
    }
    const first = this.#byPath.get(path)
    if (first) {
      this.problems.add(origin, `${path} was already written in ${first.origin.file}; each thing is written once`)
      return
    }
    if (text.kind === 'rack') this.#rack({ text, path, member, scope, members, source, origin })
    else this.#plain({ text, path, member, scope, members, source, origin })
  }

  #plain(entry: Placed<PlainText>): void {
    const { text, path, member, members, source, origin } = entry
    this.#add(entry, 1)
    const inside = insideOf(entry)
    const line = text.kind === 'row' ? { line: lineOf(text, member, inside.middle) } : {}
    const inner: Scope = { path, origin, source, members, ...inside, ...line }
    this.#scopes.set(path, inner)
    if (text.things) this.things(text.things, inner)
  }

  #rack(entry: Placed<RackText>): void {
    const { text, member, scope, members, origin } = entry
    const number = scope.line ? scope.line.racks++ : member.number
    const type = text.type === undefined ? undefined : fill(turn(text.type, member.number), member, members)
    const known = type === undefined ? undefined : this.catalogue.racks.get(type)
    if (type !== undefined && !known) {
      this.problems.add(below(origin, 'type'), 'is no type of `rackTypes`', {
        found: type,
        candidates: () => this.catalogue.racks.keys(),
      })
    }
    if (!scope.line && !text.at) this.problems.add(origin, 'a rack outside of a row says where it stands: `at`')
    const { size } = rackFigures(text, known?.text)
    const isUntyped = type !== undefined && !known
    const plan = isUntyped ? EMPTY_PLAN : this.#plans.planFor(text, origin, type, number)
    const placement = rackPlacement(text, size, member, scope)
    const rack = { plan, placement, type: known ? type : undefined, isUntyped }
    this.#add(
      { text, path: entry.path, member, scope, members, source: entry.source, origin, rack },
      1 + plan.slots.length,
    )
  }

  #add(entry: Entry, count: number): void {
    this.entries.push(entry)
    this.#byPath.set(entry.path, entry)
    this.#count += count
    if (this.#count > this.limits.things) this.#hasRoom(0, entry.origin)
  }

  /** What really holds a thing that is written by a longer path; its own words for figures' sources stay. */
  #around(path: ThingPath, lexical: Scope): Scope | undefined {
    for (let above = parentPath(path); above.length > lexical.path.length; above = parentPath(above)) {
      const scope = this.#scopes.get(above)
      if (scope) return { ...scope, source: lexical.source }
    }
    return lexical.path === '' ? undefined : lexical
  }
}

function lineOf(text: Extract<PlainText, { readonly kind: 'row' }>, member: Member, start: RowLine['start']): RowLine {
  const faces = headingOf(turn(text.faces, member.number))
  return { start, along: vectorOf(headingOf(text.along)), faces, taken: 0, racks: 0 }
}
