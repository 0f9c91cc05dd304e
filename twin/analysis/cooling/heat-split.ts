import type { Estate } from '../../model/estate.ts'
import type { DeviceType, Rack } from '../../model/things.ts'
import type { DeviceTable } from '../power/device-table.ts'

/** Watts that are known, and how many devices nobody knows the draw of. */
export interface Heat {
  readonly air: number
  readonly liquid: number
  readonly unknown: number
}

export const NO_HEAT: Heat = { air: 0, liquid: 0, unknown: 0 }

/** Share of a device's heat that its liquid takes: as its type says, else all of a liquid-cooled one, else nothing. */
export function liquidShare(type: DeviceType | undefined): number {
  return type?.liquidShare ?? (type?.airflow === 'liquid' ? 1 : 0)
}

/** All that a device draws leaves it as heat. By rack; '' is what stands in none. */
export function heatByRack(estate: Estate, { devices }: DeviceTable, watts: Float64Array): ReadonlyMap<string, Heat> {
  const heat = new Map<string, { air: number; liquid: number; unknown: number }>()
  const shares = new Map<string, number>()
  for (const [number, device] of devices.entries()) {
    let share = shares.get(device.type)
    if (share === undefined) {
      share = liquidShare(estate.deviceType(device.type))
      shares.set(device.type, share)
    }
    const rack = estate.parent(device)?.path ?? ''
    const draws = watts[number] ?? Number.NaN
    let sum = heat.get(rack)
    if (sum === undefined) {
      sum = { ...NO_HEAT }
      heat.set(rack, sum)
    }
    if (Number.isNaN(draws)) sum.unknown++
    else {
      sum.air += draws * (1 - share)
      sum.liquid += draws * share
    }
  }
  return heat
}

export function heatTogether(one: Heat, other: Heat): Heat {
  return { air: one.air + other.air, liquid: one.liquid + other.liquid, unknown: one.unknown + other.unknown }
}

/**
 * Heat of racks as it is measured at their PDUs. Where the estate has CDUs it is split as the devices' types share it, weighted by their
 * usual draw.
 * @param wattsOf NaN where a rack is not measured
 */
export function measuredHeat(estate: Estate, wattsOf: (rack: Rack) => number): ReadonlyMap<string, Heat> {
  const hasLiquid = estate.ofKind('crah').some(({ type }) => type === 'cdu')
  return new Map(
    estate.ofKind('rack').map((rack): [string, Heat] => {
      const watts = wattsOf(rack)
      if (Number.isNaN(watts)) return [rack.path, { air: 0, liquid: 0, unknown: 1 }]
      const share = hasLiquid ? liquidShareOfRack(estate, rack) : 0
      return [rack.path, { air: watts * (1 - share), liquid: watts * share, unknown: 0 }]
    }),
  )
}

function liquidShareOfRack(estate: Estate, rack: Rack): number {
  let whole = 0
  let liquid = 0
  for (const device of estate.children(rack.path)) {
    if (device.kind !== 'device') continue
    const type = estate.deviceType(device.type)
    const draws = type?.typicalPower ?? type?.power ?? 0
    whole += draws
    liquid += draws * liquidShare(type)
  }
  return whole > 0 ? liquid / whole : 0
}
