import { coolerRoom } from '../../analysis/cooling/cooler-room.ts'
import { figureRole } from '../../analysis/rollup/figure-role.ts'
import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Crah, Rack, Thing } from '../../model/things.ts'
import type { MappedPoint } from '../values/point-map.ts'

export interface IntakePoint {
  /** The probe's or the device's. */
  readonly path: string
  readonly temperature: number
  readonly humidity: number | undefined
}

export interface RackPoints {
  readonly rack: Rack
  readonly intakes: readonly IntakePoint[]
  readonly exhausts: readonly number[]
  /** Of its rack PDUs' inlets. */
  readonly power: readonly number[]
}

export interface UnitPoints {
  readonly unit: Crah
  readonly supply: number | undefined
  readonly returned: number | undefined
  readonly airflow: number | undefined
  readonly cooling: number | undefined
  readonly waterFlow: number | undefined
  readonly leak: number | undefined
}

/** The points that say how a room is cooled, as far as they have been read. */
export interface RoomPoints {
  readonly racks: readonly RackPoints[]
  readonly units: readonly UnitPoints[]
}

type PointsOf = (thing: number) => readonly MappedPoint[]

/** Probes at the intakes of a rack; where it has none, what its devices measure at theirs. */
export function roomPoints(estate: Estate, room: string, pointsOf: PointsOf): RoomPoints {
  const racks = estate.ofKind('rack').filter(({ path }) => isWithin(path, room))
  const units = estate.ofKind('crah').filter((crah) => coolerRoom(estate, crah)?.path === room)
  return {
    racks: racks.map((rack) => rackPoints(estate, rack, pointsOf)),
    units: units.map((one) => unitPoints(one, pointsOf)),
  }
}

function rackPoints(estate: Estate, rack: Rack, pointsOf: PointsOf): RackPoints {
  const inside = estate.children(rack.path)
  const at = (thing: Thing, local: string) => pointsOf(thing.index).find((point) => point.local === local)?.index
  const intakeOf = (thing: Thing, prefix: string): readonly IntakePoint[] => {
    const temperature = at(thing, `${prefix}temperature`)
    return temperature === undefined
      ? []
      : [{ path: thing.path, temperature, humidity: at(thing, `${prefix}humidity`) }]
  }
  const probes = inside.flatMap((thing) => (thing.kind === 'probe' && thing.role === 'intake' ? [thing] : []))
  const devices = probes.length > 0 ? [] : inside.filter(({ kind }) => kind === 'device')
  return {
    rack,
    intakes: [
      ...probes.flatMap((probe) => intakeOf(probe, '')),
      ...devices.flatMap((device) => intakeOf(device, 'intake/')),
    ],
    exhausts: inside.flatMap((thing) =>
      thing.kind === 'probe' && thing.role === 'exhaust' ? (at(thing, 'temperature') ?? []) : [],
    ),
    power: inside.flatMap((thing) =>
      thing.kind === 'rack-pdu'
        ? pointsOf(thing.index).flatMap((point) =>
            figureRole(thing, point.local)?.figure === 'power' ? [point.index] : [],
          )
        : [],
    ),
  }
}

function unitPoints(unit: Crah, pointsOf: PointsOf): UnitPoints {
  const at = (local: string) => pointsOf(unit.index).find((point) => point.local === local)?.index
  return {
    unit,
    supply: at('supply/temperature'),
    returned: at('return/temperature'),
    airflow: at('airflow'),
    cooling: at('cooling-power'),
    waterFlow: at('water-flow'),
    leak: at('leak/state'),
  }
}
