import { meanOf } from '../../analysis/cooling/room-indices.ts'
import { daySpanIn } from '../../analysis/energy/local-time.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { Room, Thing } from '../../model/things.ts'
import type { EpochMs } from '../../model/units.ts'
import type { DatedEstate } from '../dated/dated-estates.ts'
import { onDay } from '../routes/planned-answer.ts'
import type { ServerContext } from '../routes/server-context.ts'
import type { MappedPoint } from '../values/point-map.ts'
import { coolingView } from './cooling-view.ts'
import { fittedRoom } from './fitted-room.ts'
import { measuredCooling } from './room-cooling.ts'
import { type Means, meansOf } from './room-history.ts'
import { type RoomPoints, roomPoints } from './room-points.ts'
import { thermalOfStillAir } from './room-thermal-history.ts'

const NO_MEANS: Means = { bucket: 0, at: [], of: new Map() }
const NO_READINGS = { fresh: () => Number.NaN }
const NO_POWER = () => Number.NaN

/** A room on a day. */
export interface RoomAsked {
  readonly then: DatedEstate
  readonly room: Room
  /** Undefined is now. */
  readonly day: Day | undefined
  readonly period: { readonly from: EpochMs; readonly to: EpochMs }
}

/** What tells how a room is cooled on a day: now by newest values, of a past day by its means, of one to come as declared. The answer as `coolingView` has it. @throws what store and planner throw */
export function coolingOnDay({
  dated,
  parts,
  thermals,
  values,
}: Pick<ServerContext, 'dated' | 'parts' | 'thermals' | 'values'>) {
  const { store } = parts
  return (asked: RoomAsked, signal: AbortSignal): Promise<unknown> =>
    ({ past: recorded, now: measuredNow, 'to-come': planned })[asked.then.when](asked, signal)

  function fittedOn({ estate }: DatedEstate, room: Room) {
    return fittedRoom(thermals, parts.estate, estate, room.path)
  }

  /** The points of a thing of that day, by its path: what stands today as well is read under it. */
  function pointsOf({ estate }: DatedEstate) {
    return (index: number): readonly MappedPoint[] => {
      const path = estate.thing(index)?.path
      const today = path === undefined ? undefined : parts.estate.find(path)
      return today ? values.points.ofThing(today.index) : []
    }
  }

  async function measuredNow({ period, room, then }: RoomAsked, signal: AbortSignal) {
    const points = roomPoints(then.estate, room.path, pointsOf(then))
    const power = values.figures.columns.power
    const powerOf = (thing: Pick<Thing, 'path'>) => power[parts.estate.find(thing.path)?.index ?? -1] ?? Number.NaN
    const [means, fitted, [capacity]] = await Promise.all([
      meansOf(store, readSides(points), period),
      period.from < period.to ? thermalOfStillAir(store, points, period) : undefined,
      then.planner.capacity([room.path], undefined, signal),
    ])
    return coolingView({
      ...{ estate: then.estate, room, points, day: null, basis: 'now', period, means },
      readings: values.table,
      powerOf: (rack) => powerOf(then.estate.thing(rack) ?? { path: room.path }),
      measured: measuredCooling(then.estate, room.path, powerOf),
      declared: capacity?.cooling,
      fitted: fitted ?? fittedOn(then, room),
    })
  }

  async function recorded({ day, period, room, then }: RoomAsked, signal: AbortSignal) {
    const whole = roomPoints(then.estate, room.path, pointsOf(then))
    // The mean of a state is none.
    const points = { ...whole, units: whole.units.map((unit) => ({ ...unit, leak: undefined })) }
    const theDay = daySpanIn(timeZoneOf(then.estate, room), day as Day)
    const [means, ofDay, plane, fitted, [capacity]] = await Promise.all([
      meansOf(store, readSides(points), period),
      meansOf(store, allPoints(points), theDay, theDay.to - theDay.from),
      dated.recorded.of(then.estate, day as Day, signal),
      thermalOfStillAir(store, points, period),
      then.planner.capacity([room.path], onDay(day), signal),
    ])
    const power = plane.figures.columns.power
    return coolingView({
      ...{ estate: then.estate, room, points, day: day ?? null, basis: 'recorded', period, means },
      readings: { fresh: (point) => meanOf([...(ofDay.of.get(point) ?? [])]) },
      powerOf: (rack) => power[rack] ?? Number.NaN,
      measured: measuredCooling(then.estate, room.path, (rack) => power[rack.index] ?? Number.NaN),
      declared: capacity?.cooling,
      fitted: fitted ?? fittedOn(then, room),
    })
  }

  async function planned({ day, period, room, then }: RoomAsked, signal: AbortSignal) {
    const points = roomPoints(then.estate, room.path, () => [])
    const [capacity] = await then.planner.capacity([room.path], onDay(day), signal)
    return coolingView({
      ...{ estate: then.estate, room, points, day: day ?? null, basis: 'planned', means: NO_MEANS },
      // Nothing of it has gone by.
      period: { from: period.from, to: period.from },
      readings: NO_READINGS,
      powerOf: NO_POWER,
      measured: undefined,
      declared: capacity?.cooling,
      fitted: fittedOn(then, room),
    })
  }
}

/** Intakes and supplies: what time beyond the class and the serving units are told from. */
function readSides({ racks, units }: RoomPoints): readonly number[] {
  return [
    ...racks.flatMap((rack) => rack.intakes.map(({ temperature }) => temperature)),
    ...units.flatMap(({ supply }) => supply ?? []),
  ]
}

function allPoints({ racks, units }: RoomPoints): readonly number[] {
  const ofRacks = racks.flatMap(({ exhausts, intakes }) => [
    ...exhausts,
    ...intakes.flatMap(({ humidity, temperature }) => [temperature, ...(humidity === undefined ? [] : [humidity])]),
  ])
  const ofUnits = units.flatMap(({ airflow, cooling, returned, supply, waterFlow }) =>
    [airflow, cooling, returned, supply, waterFlow].filter((point) => point !== undefined),
  )
  return [...ofRacks, ...ofUnits]
}

/** Of the site of a room. */
export function timeZoneOf(estate: Estate, { path }: Thing): string {
  const site = estate.find(path.split('/', 1)[0] ?? '')
  return site?.kind === 'site' ? site.utcOffsetName : 'UTC'
}
