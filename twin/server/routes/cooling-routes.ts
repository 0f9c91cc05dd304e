import { z } from 'zod'
import { meanOf } from '../../analysis/cooling/room-indices.ts'
import { daySpanIn } from '../../analysis/energy/local-time.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { Room, Thing } from '../../model/things.ts'
import type { EpochMs } from '../../model/units.ts'
import { type CoolingView, coolingAnswer } from '../../protocol/cooling.ts'
import { coolingView } from '../cooling/cooling-view.ts'
import { measuredCooling } from '../cooling/room-cooling.ts'
import { type Means, meansOf } from '../cooling/room-history.ts'
import { type RoomPoints, roomPoints } from '../cooling/room-points.ts'
import { thermalOfStillAir } from '../cooling/room-thermal-history.ts'
import { askedPeriod, periodQuery } from '../dated/asked-period.ts'
import type { DatedEstate } from '../dated/dated-estates.ts'
import { ServerProblem } from '../errors.ts'
import { type Route, route } from '../http/route.ts'
import type { MappedPoint } from '../values/point-map.ts'
import { notFound } from './not-found.ts'
import { asJson, onDay } from './planned-answer.ts'
import type { ServerContext } from './server-context.ts'

const REACH = { usual: 1, most: 366 }
const NO_MEANS: Means = { bucket: 0, at: [], of: new Map() }
const NO_READINGS = { fresh: () => Number.NaN }
const NO_POWER = () => Number.NaN

interface Asked {
  readonly then: DatedEstate
  readonly room: Room
  /** Undefined is now. */
  readonly day: Day | undefined
  readonly period: { readonly from: EpochMs; readonly to: EpochMs }
}

/** How a room is cooled: indices, zones with N+1, time beyond its class, and minutes without cooling. */
export function coolingRoutes(context: ServerContext): readonly Route[] {
  const { dated, parts, thermals, values } = context
  const { clock, store } = parts
  return [
    route({
      method: 'GET',
      path: '/api/cooling/{path}',
      tag: 'planning',
      summary: 'How a room is cooled: RCI, RTI, SHI, N+1 by zone, time beyond its class, minutes without cooling',
      description:
        'Indices are of newest values, time is of the period. What is not measured is null: without probes there is no index. Which unit serves which rack is learned from the period where it tells, else by geometry. With `at` all of it is of the room as it stands on that day: of a past one by its means, of one to come what is declared and reserved for it, with nothing measured (`unmeasured`). See docs/cooling.md.',
      parameter: 'the estate path of a room, with its slashes: belgrade/hall-1',
      role: 'viewer',
      query: z.object(periodQuery(REACH)),
      answer: coolingAnswer,
      problems: ['bad-request', 'not-found', 'unavailable'],
      handle: async ({ parameter, query, signal }) => {
        const then = await dated.on(query.at)
        const room = then.estate.find(parameter)
        if (!room) throw new ServerProblem('not-found', notFound(then.estate, parameter, query.at))
        if (room.kind !== 'room') {
          throw new ServerProblem('bad-request', `${room.path} is a ${room.kind}: cooling is told of a room.`)
        }
        const zone = timeZoneOf(then.estate, room)
        const period = askedPeriod(query, then.when, zone, clock(), REACH)
        const day = then.when === 'now' ? undefined : (query.at as Day)
        const answer = { past: recorded, now: measuredNow, 'to-come': planned }[then.when]
        return asJson<CoolingView>(await answered(answer({ then, room, day, period }, signal)))
      },
    }),
  ]

  /** The points of a thing of that day, by its path: what stands today as well is read under it. */
  function pointsOf({ estate }: DatedEstate) {
    return (index: number): readonly MappedPoint[] => {
      const path = estate.thing(index)?.path
      const today = path === undefined ? undefined : parts.estate.find(path)
      return today ? values.points.ofThing(today.index) : []
    }
  }

  async function measuredNow({ period, room, then }: Asked, signal: AbortSignal) {
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
      fitted: fitted ?? thermals.of(room.path),
    })
  }

  async function recorded({ day, period, room, then }: Asked, signal: AbortSignal) {
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
      fitted: fitted ?? thermals.of(room.path),
    })
  }

  async function planned({ day, period, room, then }: Asked, signal: AbortSignal) {
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
      fitted: hasSameRacks(parts.estate, then.estate, room.path) ? thermals.of(room.path) : undefined,
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

/** What was fitted to a room's record holds for what stands in it. */
function hasSameRacks(one: Estate, other: Estate, room: string): boolean {
  const racksOf = (estate: Estate) =>
    estate.ofKind('rack').flatMap(({ path }) => (path.startsWith(`${room}/`) ? [path] : []))
  return racksOf(one).sort().join() === racksOf(other).sort().join()
}

function timeZoneOf(estate: Estate, { path }: Thing): string {
  const site = estate.find(path.split('/', 1)[0] ?? '')
  return site?.kind === 'site' ? site.utcOffsetName : 'UTC'
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    throw new ServerProblem('unavailable', 'The store or the planner did not answer. Try again.', { cause: error })
  }
}
