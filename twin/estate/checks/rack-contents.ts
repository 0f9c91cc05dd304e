import type { DeviceType } from '../../model/things.ts'
import type { Draft, RackInside } from '../expand/expansion.ts'
import type { DraftOf, DraftsByPath } from './drafts-by-path.ts'
import { type EstateProblem, within } from './estate-problem.ts'

type Rack = DraftOf<'rack'>

/** What is wrong inside racks; racks that hold the same are looked at once, and counted. */
export function* checkRackContents(things: DraftsByPath, deviceTypes: readonly DeviceType[]): Iterable<EstateProblem> {
  const types = new Map(deviceTypes.map((type) => [type.slug, type]))
  const plans = new Map<object, { readonly draft: Draft; count: number }>()
  for (const draft of things.drafts) {
    if (!draft.inside) continue
    const plan = plans.get(draft.inside.plan)
    if (plan) plan.count++
    else plans.set(draft.inside.plan, { draft, count: 1 })
  }
  for (const { draft, count } of plans.values()) {
    if (draft.thing.kind !== 'rack' || !draft.inside) continue
    for (const problem of wrongInside(draft.thing, draft.inside, types)) yield { ...problem, more: count - 1 }
  }
}

interface Taken {
  readonly name: string
  readonly from: number
  /** Exclusive. */
  readonly to: number
  readonly face: 'front' | 'rear'
  readonly isFull: boolean
}

function* wrongInside(rack: Rack, inside: RackInside, types: ReadonlyMap<string, DeviceType>): Iterable<EstateProblem> {
  const taken: Taken[] = []
  for (const [slot, name] of inside.shape.names.entries()) {
    const thing = inside.make(slot)
    const origin = inside.origin(slot)
    if (thing.kind === 'probe') {
      const above = thing.at.z - rack.placement.at.z
      if (above < 0 || above > rack.placement.size.height) {
        const allowed = `0 to ${millimetres(rack.placement.size.height)} mm above the foot of the rack`
        yield { origin, message: 'hangs outside of its rack', found: `${millimetres(above)} mm`, allowed }
      }
    }
    if (thing.kind !== 'device') continue
    const type = types.get(thing.type)
    if (!type) continue
    const cords = wrongCords(inside.writtenCords(slot), type)
    if (cords) yield { origin: within(origin, 'cords'), ...cords }
    if (thing.position === undefined || type.height === 0) continue
    const own: Taken = {
      ...{ name, from: thing.position, to: thing.position + type.height },
      ...{ face: thing.face, isFull: type.depth === 'full' },
    }
    if (own.from < 1 || own.to > rack.units + 1) {
      yield {
        origin: within(origin, 'position'),
        message: `is outside of the rack for a device of ${type.height} U`,
        found: `${name} at ${unitsOf(own)}`,
        allowed: `U 1 to ${rack.units}`,
      }
    }
    const other = taken.find(
      (one) => one.from < own.to && own.from < one.to && (one.isFull || own.isFull || one.face === own.face),
    )
    if (other) {
      yield {
        origin: within(origin, 'position'),
        message: 'is where another device is',
        found: `${name} at ${unitsOf(own)}, ${describe(own)}`,
        allowed: `units that are free; ${other.name} has ${unitsOf(other)}, ${describe(other)}`,
      }
    }
    taken.push(own)
  }
}

function wrongCords(count: number, type: DeviceType) {
  if (count <= type.supplies && (count >= type.suppliesNeeded || count === 0)) return undefined
  return {
    message: `do not fit the supplies of a ${type.slug}`,
    found: count === 1 ? 'one cord' : `${count} cords`,
    allowed: `${type.suppliesNeeded} to ${type.supplies} cords`,
  }
}

function unitsOf({ from, to }: Taken): string {
  return to - from <= 1 ? `U ${from}` : `U ${from} to ${to - 1}`
}

function describe({ face, isFull }: Taken): string {
  return isFull ? 'full depth' : `half depth at the ${face}`
}

function millimetres(metres: number): number {
  return Math.round(metres * 1000)
}
