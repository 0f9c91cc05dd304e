import { lastSegment, parentPath } from '../../model/path.ts'
import type { Cord, Device, RackPdu, Thing, Ups } from '../../model/things.ts'

/** A part of a thing that can fail by itself, and is no thing of the estate. */
export type FailingPart =
  | { readonly kind: 'outlet'; readonly pdu: RackPdu; readonly outlet: number }
  /** @see RackPdu.banks for `place`, from 0 */
  | { readonly kind: 'bank'; readonly pdu: RackPdu; readonly place: number }
  /** A supply of a device, or its cord: nothing comes by it any more. */
  | { readonly kind: 'supply'; readonly device: Device; readonly cord: Cord }
  /** All that a UPS draws from: its battery carries on. */
  | { readonly kind: 'input'; readonly ups: Ups }

const PART = /^(?:(outlet|bank|supply)-(\d+)|input)$/

/**
 * The part that a path names, as the points of a rack PDU do: `…/pdu-a/outlet-12`, `…/pdu-a/bank-2` (the second one, or by its own
 * name), `…/server-1/supply-2` of a device with a cord in that supply, and `…/ups-a1/input`. Undefined where there is none.
 */
export function failingPart(find: (path: string) => Thing | undefined, path: string): FailingPart | undefined {
  const thing = find(parentPath(path))
  const name = lastSegment(path)
  const [, what, digits] = PART.exec(name) ?? []
  const number = Number(digits)
  if (thing?.kind === 'rack-pdu') {
    if (what === 'outlet')
      return number >= 1 && number <= thing.outlets ? { kind: what, pdu: thing, outlet: number } : undefined
    const named = thing.banks.findIndex((bank) => bank.name === name)
    const place = named >= 0 ? named : what === 'bank' ? number - 1 : -1
    return thing.banks[place] && { kind: 'bank', pdu: thing, place }
  }
  if (thing?.kind === 'ups') return name === 'input' ? { kind: 'input', ups: thing } : undefined
  if (thing?.kind !== 'device' || what !== 'supply') return undefined
  const cord = thing.cords.find(({ supply }) => supply === number)
  return cord && { kind: 'supply', device: thing, cord }
}

/** The thing that a part belongs to, by their paths; of what names no part itself. */
export function thingOfPart(path: string): string {
  return PART.test(lastSegment(path)) ? parentPath(path) : path
}

/** Says which parts of a thing can fail, after one was asked for that it has not; undefined of a thing without parts. */
export function partsText(thing: Thing | undefined): string | undefined {
  if (thing?.kind === 'rack-pdu') {
    const { banks, outlets, path } = thing
    return `${path} has outlet-1 to outlet-${outlets}${banks.length > 0 ? ` and bank-1 to bank-${banks.length}` : ''}`
  }
  if (thing?.kind === 'ups') return `${thing.path} has input`
  if (thing?.kind !== 'device') return undefined
  const supplies = thing.cords.map(({ supply }) => `supply-${supply}`)
  return `${thing.path} has ${supplies.length > 0 ? supplies.join(', ') : 'no corded supply'}`
}
