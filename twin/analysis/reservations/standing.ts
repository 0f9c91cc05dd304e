import { type Day, dayAfter, overlap, type Period } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { joinPath } from '../../model/path.ts'
import type { DatedEdit, PlannedDevice } from '../../model/reservation.ts'
import type { Device, DeviceType, Rack } from '../../model/things.ts'
import { EditedEstate } from '../release/edited-estate.ts'
import type { EditFinding } from './edit-finding.ts'
import { plannedType } from './planned-figures.ts'
import { type Comer, Taken } from './taken.ts'

/** An estate with what dated edits bring into it. */
export interface StandingEdits {
  /** The estate itself where nothing comes to it. */
  readonly estate: Estate
  /** Edits that hold at some time of the period and bring something that is not there already. */
  readonly edits: readonly DatedEdit[]
  readonly findings: readonly EditFinding[]
}

/** The estate on a day. */
export function estateAt(estate: Estate, edits: readonly DatedEdit[], day: Day): StandingEdits {
  return estateDuring(estate, edits, { from: day, until: dayAfter(day) })
}

/**
 * The estate with all devices that stand in it on some day of a period, together: what is free in it is free in all of the period. What
 * is in the way of a device takes nothing off: both are counted. A device whose rack is unknown stands nowhere, a cord whose outlet is
 * unknown carries nothing; a device that the estate has by the same path is not counted again.
 */
export function estateDuring(estate: Estate, edits: readonly DatedEdit[], period: Period): StandingEdits {
  const findings: EditFinding[] = []
  const added: Device[] = []
  const types = new Map<string, DeviceType>()
  const taken = new Taken(estate)
  const names = new Map<string, DatedEdit[]>()
  const standing = edits.filter((edit) => {
    if (!overlap(edit, period)) return false
    const before = added.length
    for (const planned of edit.devices) {
      const rack = estate.find(planned.rack)
      const path = joinPath(planned.rack, planned.name)
      const say = (kind: EditFinding['kind'], what: string, by?: string) =>
        findings.push({ kind, edit: edit.id, device: path, what, ...(by !== undefined && { by }) })
      if (rack?.kind !== 'rack') {
        say('rack unknown', planned.rack)
        continue
      }
      if (estate.find(path)) {
        say('fulfilled', path)
        continue
      }
      const type = plannedType(estate, planned)
      if (!type && 'type' in planned.is) say('type unknown', planned.is.type)
      if (type && !estate.deviceType(type.slug)) types.set(type.slug, type)
      const others = names.get(path) ?? []
      const same = others.find((other) => overlap(other, edit))
      if (same) say('name taken', path, same.id)
      names.set(path, [...others, edit])
      // Two of one name that stand one after the other are both counted in a period that has both.
      const own = others.length === 0 ? path : joinPath(planned.rack, `${planned.name}-${others.length + 1}-${edit.id}`)
      const device = deviceOf(planned, own, type?.slug, estate.extent + added.length)
      const comer = { device, type, edit: edit.id, period: edit }
      added.push({ ...device, cords: cordsOf(estate, planned, comer, taken, say) })
      askForUnits(rack, planned, comer, taken, say)
      taken.add(comer)
    }
    return added.length > before
  })
  return added.length === 0
    ? { estate, edits: [], findings }
    : { estate: new EditedEstate(estate, { added, types }), edits: standing, findings }
}

type Say = (kind: EditFinding['kind'], what: string, by?: string) => void

function askForUnits(rack: Rack, planned: PlannedDevice, comer: Comer, taken: Taken, say: Say): void {
  const { position } = planned
  const end = (position ?? 1) + (comer.type?.height ?? 0)
  if (position !== undefined && end > rack.units + 1) say('outside the rack', `U${position} in ${rack.units} U`)
  const holder = taken.unitsOf(comer)
  if (holder) say('unit taken', holder.path, holder.edit)
}

/** The cords that lead somewhere. */
function cordsOf(estate: Estate, planned: PlannedDevice, comer: Comer, taken: Taken, say: Say): Device['cords'] {
  const used = new Set<string>()
  return planned.cords.filter(({ outlet, pdu: path }) => {
    const pdu = estate.find(path)
    const named = `${path} outlet ${outlet}`
    if (pdu?.kind !== 'rack-pdu') say('rack PDU unknown', path)
    else if (outlet > pdu.outlets) say('outlet unknown', named)
    else {
      const holder = taken.outlet(path, outlet, comer.period)
      if (holder) say('outlet taken', named, holder.edit)
      else if (used.has(named)) say('outlet taken', named, comer.edit)
      used.add(named)
      return true
    }
    return false
  })
}

function deviceOf(
  { cords, face, is, name, position }: PlannedDevice,
  path: Device['path'],
  slug: string | undefined,
  index: number,
): Device {
  return {
    ...{ kind: 'device', index, path, name, source: 'assumed', face, cords },
    type: slug ?? ('type' in is ? is.type : ''),
    ...(position !== undefined && { position }),
  }
}
