import type { Period } from '../../model/day.ts'
import { overlap } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import type { Cord, Device, DeviceType } from '../../model/things.ts'

const FRONT = 1
const REAR = 2

/** What takes units or an outlet, and while: the estate's own devices always. */
interface Holder {
  readonly path: string
  /** Of which edit; undefined for the estate's own. */
  readonly edit?: string
  readonly period?: Period
}

interface Slot extends Holder {
  readonly first: number
  readonly end: number
  readonly faces: number
}

/** A device that is to stand: where, as what, for which edit and when. */
export interface Comer {
  readonly device: Pick<Device, 'path' | 'position' | 'face' | 'cords'>
  readonly type: DeviceType | undefined
  readonly edit: string
  readonly period: Period
}

/** Units and outlets that are taken in the racks that edits speak of; each rack is counted when it is first asked for. */
export class Taken {
  readonly #slots = new Map<string, Slot[]>()
  readonly #outlets = new Map<string, Map<number, Holder[]>>()

  constructor(private readonly estate: Estate) {}

  /** Whose units a device would share at some time of its period; undefined where they are free. */
  unitsOf(comer: Comer): Holder | undefined {
    const slot = slotOf(comer)
    if (!slot) return undefined
    return this.#slotsIn(parentPath(comer.device.path)).find(
      (one) =>
        one.first < slot.end && slot.first < one.end && (one.faces & slot.faces) !== 0 && isThen(one, comer.period),
    )
  }

  /** Who is in an outlet at some time of a period. */
  outlet(pdu: string, outlet: number, period: Period): Holder | undefined {
    return this.#outletsOf(pdu)
      .get(outlet)
      ?.find((one) => isThen(one, period))
  }

  add(comer: Comer): void {
    const slot = slotOf(comer)
    if (slot) this.#slotsIn(parentPath(comer.device.path)).push(slot)
    for (const cord of comer.device.cords) this.plug(cord, comer)
  }

  plug({ outlet, pdu }: Pick<Cord, 'pdu' | 'outlet'>, { device, edit, period }: Comer): void {
    const outlets = this.#outletsOf(pdu)
    outlets.set(outlet, [...(outlets.get(outlet) ?? []), { path: device.path, edit, period }])
  }

  #slotsIn(rack: string): Slot[] {
    const known = this.#slots.get(rack)
    if (known) return known
    const slots = this.#devicesIn(rack).flatMap((device) => {
      const slot = extentOf(device, this.estate.deviceType(device.type))
      return slot ? [{ path: device.path, ...slot }] : []
    })
    this.#slots.set(rack, slots)
    return slots
  }

  #outletsOf(pdu: string): Map<number, Holder[]> {
    const known = this.#outlets.get(pdu)
    if (known) return known
    const outlets = new Map<number, Holder[]>()
    for (const { cords, path } of this.#devicesIn(parentPath(pdu)))
      for (const cord of cords)
        if (cord.pdu === pdu) outlets.set(cord.outlet, [...(outlets.get(cord.outlet) ?? []), { path }])
    this.#outlets.set(pdu, outlets)
    return outlets
  }

  #devicesIn(rack: string): readonly Device[] {
    return this.estate.children(rack).filter((child): child is Device => child.kind === 'device')
  }
}

function isThen(holder: Holder, period: Period): boolean {
  return holder.period === undefined || overlap(holder.period, period)
}

function slotOf({ device, edit, period, type }: Comer): Slot | undefined {
  const slot = extentOf(device, type)
  return slot && { path: device.path, edit, period, ...slot }
}

/** In half units from the bottom; blanking panels and what has no position take nothing. */
function extentOf(
  { face, position }: Pick<Device, 'position' | 'face'>,
  type: DeviceType | undefined,
): Pick<Slot, 'first' | 'end' | 'faces'> | undefined {
  if (position === undefined || !type || type.role === 'blank') return undefined
  const first = Math.round((position - 1) * 2)
  const faces = type.depth === 'full' ? FRONT | REAR : face === 'front' ? FRONT : REAR
  return { first, end: first + Math.round(type.height * 2), faces }
}
