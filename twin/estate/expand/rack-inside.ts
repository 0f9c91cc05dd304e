import type { Placement, Point3 } from '../../model/geometry.ts'
import { joinPath, type ThingPath } from '../../model/path.ts'
import type { Source } from '../../model/source.ts'
import { rackUnits } from '../../model/units.ts'
import type { PduTypeText } from '../schema/catalogue.ts'
import { defined } from './defined.ts'
import type { DraftThing, RackInside } from './expansion.ts'
import { onFace, point3 } from './placing.ts'
import { measuredBy } from './probe-quantities.ts'
import type { RackPlan, Slot } from './rack-plan.ts'
import { fillInTurn, type Member, type Scope, type Texts, turn, writtenInTurn } from './scope.ts'

/** What a rack gives to what stands in it. */
export interface RackAround {
  readonly path: ThingPath
  readonly placement: Placement
  readonly source: Source
  readonly members: Scope['members']
  /** The full path of what a reference means, seen from a thing; the reference itself where it means nothing. */
  resolve(reference: string, from: string): string
}

/** What stands in a rack as plain data: what its references mean was looked up. */
export interface PlainInside extends Omit<RackAround, 'resolve'> {
  readonly plan: RackPlan
  /** What each reference of a rack PDU means, by the PDU's path and the reference. */
  readonly meanings: ReadonlyMap<string, string>
}

/** The things of one rack, made from its plan when they are asked for. */
export class PlannedInside implements RackInside {
  constructor(
    readonly plan: RackPlan,
    private readonly around: RackAround,
  ) {}

  static of({ meanings, plan, ...around }: PlainInside): PlannedInside {
    const resolve = (reference: string, from: string) => meanings.get(meaningKey(from, reference)) ?? reference
    return new PlannedInside(plan, { ...around, resolve })
  }

  plain(): PlainInside {
    const { members, path, placement, resolve, source } = this.around
    const meanings = new Map<string, string>()
    const noting = (reference: string, from: string) => {
      const meant = resolve(reference, from)
      meanings.set(meaningKey(from, reference), meant)
      return meant
    }
    const noted = new PlannedInside(this.plan, { ...this.around, resolve: noting })
    for (const slot of this.plan.slots.keys()) noted.suppliedFrom(slot)
    return { plan: this.plan, path, placement, source, members, meanings }
  }

  get shape() {
    return this.plan.shape
  }

  origin(slot: number) {
    return this.#slot(slot).origin
  }

  suppliedFrom(slot: number): readonly string[] {
    const { text } = this.#slot(slot)
    return text.kind === 'rack-pdu' ? this.#supplies(this.#slot(slot)).map(({ from }) => from) : []
  }

  isTyped(slot: number): boolean {
    const { text, type } = this.#slot(slot)
    return !('type' in text) || type !== undefined
  }

  writtenCords(slot: number): number {
    const { text } = this.#slot(slot)
    return text.kind === 'device' ? text.cords.length : 0
  }

  make(number: number): DraftThing {
    const slot = this.#slot(number)
    const { path, placement, members } = this.around
    const { text, member } = slot
    const source = text.source ?? slot.source ?? this.around.source
    const common = {
      path: joinPath(path, slot.name),
      ...namesOf(text, slot.name, member, members),
      source,
      ...defined({ note: text.note, noteSr: text.noteSr }),
    }
    const sources = text.sources ? { sources: text.sources } : {}
    switch (text.kind) {
      case 'rack-pdu': {
        const { manufacturer = '', model = '', phase = 'single', amperage = 0, outlets = 0 } = slot.pdu?.text ?? {}
        const typed = slot.pdu && slot.pdu.source !== source ? sourcesOfType(slot.pdu.source) : {}
        return {
          ...common,
          ...(text.sources || slot.pdu?.source !== source ? { sources: { ...typed, ...text.sources } } : {}),
          kind: 'rack-pdu',
          supplies: this.#supplies(slot),
          side: turn(text.side, member.number),
          ...{ manufacturer, model, phase, amperage: amperage as never, outlets },
          ...ratedVoltage(slot.pdu?.text),
          banks: slot.pdu?.made ?? [],
        }
      }
      case 'device':
        return {
          ...common,
          ...sources,
          kind: 'device',
          type: slot.type ?? '',
          ...(text.position === undefined
            ? {}
            : { position: rackUnits(text.position + member.number * (text.step ?? 0)) }),
          face: text.face,
          cords: slot.cords.map(({ supply, pdu, outlet }) => ({ supply, pdu: joinPath(path, pdu), outlet })),
          ...defined({ service: text.service }),
        }
      case 'probe':
        return {
          ...common,
          ...sources,
          kind: 'probe',
          role: text.role,
          measures: text.measures ?? measuredBy(text.role),
          at: probeSpot(text, placement),
        }
      case 'monitor':
        return { ...common, ...sources, kind: 'monitor', manufacturer: text.manufacturer, model: text.model }
    }
  }

  #slot(number: number): Slot {
    const slot = this.plan.slots[number]
    if (!slot) throw new RangeError(`slot ${number} of a rack of ${this.plan.slots.length}`)
    return slot
  }

  #supplies({ text, member, name }: Slot) {
    if (text.kind !== 'rack-pdu') return []
    const { path, members } = this.around
    const own = joinPath(path, name)
    return suppliesOf(text, member, members, (reference) => this.around.resolve(reference, own))
  }
}

function meaningKey(from: string, reference: string): string {
  return `${from} ${reference}`
}

interface SupplyTexts {
  readonly from: string | readonly string[]
  readonly alternate?: string | readonly string[] | undefined
}

/** Sources and changeovers of a power thing, in order of preference; each is resolved with its number from 0. */
export function suppliesOf(
  text: SupplyTexts,
  member: Member,
  members: Scope['members'],
  resolve: (reference: string, number: number) => string,
) {
  let number = 0
  const each = (references: string | readonly string[] | undefined, role: 'primary' | 'alternate') => {
    const list = references === undefined ? [] : typeof references === 'string' ? [references] : references
    return list.map((one) => ({
      from: resolve(writtenInTurn(one, member, members), number++) as ThingPath,
      role,
    }))
  }
  return [...each(text.from, 'primary'), ...each(text.alternate, 'alternate')]
}

/** Where a thing says its supply of a number: its sources come first, then what it changes over to. */
export function supplyField({ from, alternate }: SupplyTexts, number: number): readonly (string | number)[] {
  const sources = [from].flat().length
  const [field, value, at] = number < sources ? ['from', from, number] : ['alternate', alternate, number - sources]
  return typeof value === 'string' ? [String(field)] : [String(field), Number(at)]
}

/** What people call it: the last part of its path where the file gives no name, and its Serbian name where there is one. */
export function namesOf(
  text: { readonly name?: Texts | undefined; readonly nameSr?: Texts | undefined },
  segment: string,
  member: Member,
  members: Scope['members'],
): { name: string; nameSr?: string } {
  const name = text.name === undefined ? segment : fillInTurn(text.name, member, members)
  return text.nameSr === undefined ? { name } : { name, nameSr: fillInTurn(text.nameSr, member, members) }
}

/** A three-phase strip is rated between the lines, a single-phase one between its two conductors. */
function ratedVoltage(type: PduTypeText | undefined) {
  if (type?.voltage === undefined) return {}
  const { voltage, voltageIs = type.phase === 'three' ? 'line-to-line' : 'line-to-neutral' } = type
  return { voltage, voltageIs }
}

function sourcesOfType(source: Source): Readonly<Record<string, Source>> {
  return { manufacturer: source, model: source, phase: source, amperage: source, outlets: source, banks: source }
}

/** Intakes at the front, what is about the back at the back; two thirds up where no height is given. */
function probeSpot(
  text: { readonly role: string; readonly height?: number | undefined; readonly at?: readonly number[] | undefined },
  placement: Placement,
): Point3 {
  const { at, size } = placement
  if (text.at)
    return point3(at.x + (text.at[0] ?? 0), at.y + (text.at[1] ?? 0), at.z + (text.at[2] ?? text.height ?? 0))
  const isBehind = text.role === 'exhaust' || text.role === 'return-air'
  return onFace(placement, isBehind ? -1 : 1, text.height ?? (2 / 3) * size.height)
}
