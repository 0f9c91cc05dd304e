import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Device, Thing } from '../../model/things.ts'
import { rackSpace } from '../space/rack-space.ts'
import { type PlannedAmounts, plannedAmounts } from './planned-figures.ts'
import type { StandingEdits } from './standing.ts'

/** What dated edits take of a place, of the figures that its capacity has with them. */
export interface ReservedHere extends PlannedAmounts {
  /** Rack units that are taken by them and by nothing else. */
  readonly taken: number
  readonly edits: readonly (PlannedAmounts & {
    readonly id: string
    readonly name: string
    readonly from: Day
    readonly until?: Day | undefined
  })[]
}

const NOTHING: PlannedAmounts = { devices: 0, units: 0, watts: 0, kilograms: 0, ports: 0, unknown: 0 }

/** Of a rack, or of anything that holds racks; edits in the order of their first days. */
export function reservedHere(estate: Estate, standing: StandingEdits, place: string): ReservedHere {
  const racks = new Set<string>()
  const edits = standing.edits.flatMap(({ devices, from, id, name, until }) => {
    const inside = devices.filter(({ rack }) => isWithin(rack, place) && estate.find(rack)?.kind === 'rack')
    const amounts = plannedAmounts(estate, { devices: inside })
    if (amounts.devices === 0) return []
    for (const { rack } of inside) racks.add(rack)
    return [{ id, name, from, ...(until !== undefined && { until }), ...amounts }]
  })
  let taken = 0
  for (const rack of racks) taken += takenOf(standing.estate, rack) - takenOf(estate, rack)
  const sum = edits.reduce(
    (total, one): PlannedAmounts => ({
      devices: total.devices + one.devices,
      units: total.units + one.units,
      watts: total.watts + one.watts,
      kilograms: total.kilograms + one.kilograms,
      ports: total.ports + one.ports,
      unknown: total.unknown + one.unknown,
    }),
    NOTHING,
  )
  return {
    ...sum,
    taken,
    edits: edits.sort((one, other) => (one.from < other.from ? -1 : Number(one.from > other.from))),
  }
}

function takenOf(estate: Estate, path: string): number {
  const rack: Thing | undefined = estate.find(path)
  if (rack?.kind !== 'rack') return 0
  const devices = estate.children(path).filter((child): child is Device => child.kind === 'device')
  return rackSpace(rack, devices, (slug) => estate.deviceType(slug)).taken
}
