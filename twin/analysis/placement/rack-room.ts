import type { Estate } from '../../model/estate.ts'
import type { Device, Rack, Thing } from '../../model/things.ts'
import type { FloorLoads } from '../space/floor-load.ts'
import { rackSpace } from '../space/rack-space.ts'

/** What a rack has left beside power, and what has come to it. Figures that nobody knows are NaN. */
export interface RackRoom {
  readonly rack: Rack
  /** Nodes of its rack PDUs. */
  readonly pdus: readonly number[]
  /** Its row, or itself where it stands in none. */
  readonly row: string
  /** Free runs to their full depth. */
  runs: { from: number; units: number }[]
  /** Kilograms. */
  weightLeft: number
  /** How many kilograms less its floor bears than its own limit leaves; less than none where it bears more, or nobody says how much. */
  readonly floorShort: () => number
  portsLeft: number
  /** Watts to its own limit; infinite where it has none. */
  wattsLeft: number
  /** The room that it stands in and whatever else above it has a capacity of its own. */
  readonly above: readonly Thing[]
}

/** Counts a rack once. @param draws watts of what stands in it */
export function rackRoom(
  estate: Estate,
  floors: FloorLoads,
  at: ReadonlyMap<string, number>,
  rack: Rack,
  draws: number,
): RackRoom {
  const inside = estate.children(rack.path)
  const devices = inside.filter((child): child is Device => child.kind === 'device')
  const typeOf = (slug: string) => estate.deviceType(slug)
  let weight = 0
  let ports = 0
  for (const device of devices) {
    const type = typeOf(device.type)
    weight += type?.weight ?? Number.NaN
    ports += (type?.networkPorts ?? 0) * (type?.role === 'network' ? 1 : -1)
  }
  const above: Thing[] = []
  for (let thing = estate.parent(rack); thing; thing = estate.parent(thing)) above.push(thing)
  return {
    rack,
    pdus: inside.flatMap(({ kind, path }) => (kind === 'rack-pdu' ? [at.get(path) ?? -1] : [])),
    row: above.find(({ kind }) => kind === 'row')?.path ?? rack.path,
    runs: rackSpace(rack, devices, typeOf).runs.map((run) => ({ ...run })),
    weightLeft: (rack.weightLimit ?? Number.NaN) - weight,
    floorShort: () => (rack.weightLimit ?? Number.NaN) - weight - floors.of(rack).left,
    portsLeft: ports,
    wattsLeft: (rack.powerLimit ?? Number.POSITIVE_INFINITY) - draws,
    above,
  }
}

/** The lowest unit of the smallest run that takes a device of so many units; whole units stand on whole units. */
export function positionIn({ runs }: RackRoom, units: number): number | undefined {
  let best: RackRoom['runs'][number] | undefined
  for (const run of runs) {
    if (endOf(run) - firstIn(run, units) < units) continue
    if (!best || run.units < best.units || (run.units === best.units && run.from < best.from)) best = run
  }
  return best && firstIn(best, units)
}

/** Takes units out of the runs. */
export function occupy(room: RackRoom, position: number, units: number): void {
  room.runs = room.runs.flatMap((run) => {
    if (position < run.from || position >= endOf(run)) return [run]
    const below = { from: run.from, units: position - run.from }
    const above = { from: position + units, units: endOf(run) - position - units }
    return [below, above].filter((part) => part.units > 0)
  })
}

function firstIn({ from }: { from: number }, units: number): number {
  return Number.isInteger(units) ? Math.ceil(from) : from
}

function endOf({ from, units }: { from: number; units: number }): number {
  return from + units
}
