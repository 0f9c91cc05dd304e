import { isSegment } from '../../model/path.ts'
import type { Source } from '../../model/source.ts'
import type { Bank } from '../../model/things.ts'
import type { PduTypeText, RackThingText } from '../schema/catalogue.ts'
import type { RackText } from '../schema/estate-file.ts'
import { readNamePattern } from '../schema/name-pattern.ts'
import type { Catalogue, Entry } from './catalogue.ts'
import type { Origin, RackShape } from './expansion.ts'
import { LINES, plugIn } from './plug-in.ts'
import { below, type Problems } from './problems.ts'
import { fill, type Member, memberOf, turn } from './scope.ts'

/** One thing of a rack, the same for all racks of the plan. */
export interface Slot {
  readonly name: string
  readonly text: RackThingText
  readonly member: Member
  readonly origin: Origin
  /** Of the rack type that it was written in; absent where it was written in the rack itself. */
  readonly source?: Source
  readonly type?: string
  readonly pdu?: Entry<PduTypeText> & { readonly made: readonly Bank[] }
  readonly cords: readonly PlannedCord[]
}

export interface PlannedCord {
  readonly supply: number
  /** Local name. */
  readonly pdu: string
  readonly outlet: number
}

/** What stands in all racks of a kind. */
export interface RackPlan {
  readonly shape: RackShape
  readonly names: ReadonlySet<string>
  /** References in it depend on the rack: they name it, or something that is in it. */
  readonly namesItsRack: boolean
  readonly slots: readonly Slot[]
}

const MOST_IN_A_RACK = 1000
/** Which rack has which rack PDU may vary, but not without end. */
const MOST_PLANS = 1000

/** Makes plans and keeps them: racks that hold the same share one. */
export class RackPlans {
  readonly #plans = new Map<RackText, Map<string, Kept>>()
  readonly #shapes = new Map<string, RackShape>()
  #count = 0

  constructor(
    private readonly catalogue: Catalogue,
    private readonly problems: Problems,
  ) {}

  /** @param number of the rack in its row or pattern: rack PDUs given in turn follow it */
  planFor(rack: RackText, origin: Origin, type: string | undefined, number: number): RackPlan {
    const own = this.#plans.get(rack) ?? new Map<string, Kept>()
    this.#plans.set(rack, own)
    const kept = own.get(type ?? '') ?? this.#keep(rack, origin, type)
    own.set(type ?? '', kept)
    const phase = number % kept.period
    const known = kept.plans.get(phase)
    if (known) return known
    if (++this.#count > MOST_PLANS) {
      this.problems.add(origin, `racks differ in more than ${MOST_PLANS} ways; give fewer types in turn`)
      return EMPTY_PLAN
    }
    const made = this.#plan(kept.things, origin, phase)
    kept.plans.set(phase, made)
    return made
  }

  #keep(rack: RackText, origin: Origin, type: string | undefined): Kept {
    const things = this.#thingsOf(rack, origin, type)
    return { things, period: periodOf(things.map(({ text }) => text)), plans: new Map() }
  }

  #thingsOf(rack: RackText, origin: Origin, slug: string | undefined): Written[] {
    const type = slug === undefined ? undefined : this.catalogue.racks.get(slug)
    const own = rack.things ?? {}
    const written: Written[] = []
    for (const [key, text] of Object.entries(type?.text.things ?? {})) {
      if (type && !Object.hasOwn(own, key)) {
        written.push({ key, text, origin: below(type.origin, 'things', key), source: type.source })
      }
    }
    for (const [key, text] of Object.entries(own)) written.push({ key, text, origin: below(origin, 'things', key) })
    return written
  }

  #plan(things: readonly Written[], origin: Origin, number: number): RackPlan {
    const slots: Slot[] = []
    const names = new Set<string>()
    for (const written of things) {
      const read = readNamePattern(written.key)
      if (!('pattern' in read)) {
        this.problems.add(written.origin, read.wrong)
        continue
      }
      if (slots.length + read.pattern.count > MOST_IN_A_RACK) {
        this.problems.add(written.origin, `a rack holds at most ${MOST_IN_A_RACK} things`)
        continue
      }
      for (let at = 0; at < read.pattern.count; at++) {
        const member = memberOf(read.pattern, at)
        const name = member.segment
        if (read.pattern.literals.join('').includes('/') || !isSegment(name)) {
          this.problems.add(
            written.origin,
            'is no name of a thing in a rack; allowed are small letters, digits and single hyphens',
            {
              found: written.key,
            },
          )
        } else if (names.has(name))
          this.problems.add(written.origin, `there are two things called ${name} in this rack`)
        else {
          names.add(name)
          slots.push(this.#slot(written, member, number))
        }
      }
    }
    const corded = plugIn(slots, { rack: origin, number, devices: this.catalogue.devices, problems: this.problems })
    const shape = { names: corded.map(({ name }) => name), kinds: corded.map(({ text }) => text.kind) }
    return {
      shape: this.#shared(shape),
      names,
      namesItsRack: corded.some((slot) => isOfItsRack(slot, names)),
      slots: corded,
    }
  }

  /** The same shape for racks that differ only in what kind of rack PDU they have. */
  #shared(shape: RackShape): RackShape {
    const key = shape.names.map((name, at) => `${name} ${shape.kinds[at]}`).join(' ')
    const known = this.#shapes.get(key) ?? shape
    this.#shapes.set(key, known)
    return known
  }

  #slot({ text, origin, source }: Written, member: Member, number: number): Slot {
    const slot = { name: member.segment, text, member, origin, cords: [], ...(source ? { source } : {}) }
    if (text.kind === 'device') {
      const type = fill(turn(text.type, member.number), member, undefined)
      if (this.catalogue.devices.has(type)) return { ...slot, type }
      this.problems.add(below(origin, 'type'), 'is no type of `deviceTypes`', {
        found: type,
        candidates: () => this.catalogue.devices.keys(),
      })
    }
    if (text.kind === 'rack-pdu') {
      const type = fill(turn(text.type, member.number + number), member, undefined)
      const pdu = this.catalogue.pdus.get(type)
      if (pdu) return { ...slot, type, pdu: { ...pdu, made: pdu.text.banks } }
      this.problems.add(below(origin, 'type'), 'is no type of `pduTypes`', {
        found: type,
        candidates: () => this.catalogue.pdus.keys(),
      })
    }
    return slot
  }
}

interface Written {
  readonly key: string
  readonly text: RackThingText
  readonly origin: Origin
  readonly source?: Source
}

/** The plans of one rack's text with one type: one for each way in which its rack PDUs take turns. */
interface Kept {
  readonly things: readonly Written[]
  readonly period: number
  readonly plans: Map<number, RackPlan>
}

/** Of a rack of which nobody knows what stands in it. */
export const EMPTY_PLAN: RackPlan = {
  shape: { names: [], kinds: [] },
  names: new Set(),
  namesItsRack: false,
  slots: [],
}

/** After how many racks the rack PDUs given in turn, and the line that the first cord takes, come round again. */
function periodOf(texts: readonly RackThingText[]): number {
  let period = LINES
  for (const text of texts) {
    if (text.kind === 'rack-pdu' && Array.isArray(text.type)) period = leastCommonMultiple(period, text.type.length)
  }
  return Math.min(period, 1_000_000)
}

function leastCommonMultiple(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y > 0) [x, y] = [y, x % y]
  return (a / x) * b
}

function isOfItsRack({ text }: Slot, names: ReadonlySet<string>): boolean {
  if (text.kind !== 'rack-pdu') return false
  return [text.from, text.alternate ?? []].flat().some((one) => one.includes('$rack') || names.has(one))
}
