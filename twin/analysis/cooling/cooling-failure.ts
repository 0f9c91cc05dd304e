import type { Estate } from '../../model/estate.ts'
import { isWithin } from '../../model/path.ts'
import type { Crah, Room } from '../../model/things.ts'
import { AIR_CLASS } from '../alarms/air-class.ts'
import type { FailureAnswer, Overload } from '../failover/answer.ts'
import type { Failure } from '../failover/failure.ts'
import type { Use } from '../power/use.ts'
import { ASSUMED_RISE, airflowOf } from './air-flow.ts'
import { chilledShares } from './chilled-shares.ts'
import { coolerHeat, type ZoneHeat } from './cooler-heat.ts'
import { roomAround } from './cooler-room.ts'
import type { EstateCooling } from './estate-cooling.ts'
import { type Heat, heatTogether, liquidShare, NO_HEAT } from './heat-split.ts'
import { assumedThermal, passingOf, secondsToLimit, type ThermalParameters } from './room-thermal.ts'
import { roomVolume } from './room-volume.ts'
import type { ZoneCooling } from './zone-cooling.ts'

/** What becomes of the air of a room that has lost cooling. */
export interface Overheat {
  readonly room: string
  readonly airClass: Room['airClass']
  /** Units and chillers that give nothing any more. */
  readonly lost: readonly string[]
  /** Air units that still run, of how many. */
  readonly unitsLeft: number
  readonly units: number
  /** W that the racks still give to the air, and what units and chillers still take of it. */
  readonly heat: number
  readonly cooling: number
  /** W that the racks still give to their liquid which no CDU takes; how fast those devices stop is not predicted. */
  readonly liquidUncooled: number
  /** Upper allowable temperature of the class, °C. */
  readonly limit: number
  readonly passes: 'at once' | 'later' | 'never' | 'unknown'
  /** Until the mean of the intakes passes the limit; 0 at once, NaN where it never does or nobody knows. */
  readonly seconds: number
  /** °C of the intakes before, and where that is from. */
  readonly intake: { readonly celsius: number; readonly how: 'measured' | 'assumed' }
  readonly parameters: ThermalParameters['source']
}

/** What was measured or recorded of rooms; the estate alone says none of it. */
export interface RoomKnowledge {
  /** Means of fresh values, °C; undefined without them. */
  airOf?(room: string): { readonly intake: number; readonly returned: number } | undefined
  thermalOf?(room: string, fans: 'on' | 'off'): ThermalParameters | undefined
}

/** The rooms that lose cooling by a failure: at once, and when batteries are empty. The times of each count from its own beginning. */
export interface CoolingFailure {
  readonly atOnce: readonly Overheat[]
  readonly later: readonly Overheat[] | undefined
  /** Units and chillers to which more heat comes than they can take, and did not before: at once, and when batteries are empty. */
  readonly overloads: { readonly atOnce: readonly Overload[]; readonly later: readonly Overload[] }
}

/** @param failure with all that goes down, not cut short */
export function coolingFailure(
  estate: Estate,
  cooling: EstateCooling,
  { atOnce, later, lost }: Failure,
  knowledge: RoomKnowledge = {},
): CoolingFailure {
  const whole = coolerHeat(estate, cooling, () => false)
  const after = (answer: FailureAnswer) => {
    const down = new Set(answer.down.map(({ path }) => path))
    const isDead = (path: string) => down.has(path) || lost.some((place) => isWithin(path, place))
    const spared = heatSpared(estate, answer)
    const heatOf: ZoneHeat = (room, side) => heatLeft(cooling.zones.get(room), spared.get(room))[side]
    const chilled = chilledShares(estate, cooling, isDead, heatOf)
    const overheats = [...cooling.units.keys()].flatMap((room) =>
      overheatOf(estate, cooling, room, { isDead, chilled, heatOf }, knowledge),
    )
    return { overheats, overloads: overloadsOf(estate, cooling, whole, coolerHeat(estate, cooling, isDead, heatOf)) }
  }
  const [first, last] = [after(atOnce), later && after(later.answer)]
  return {
    atOnce: first.overheats,
    later: last?.overheats,
    overloads: { atOnce: first.overloads, later: last?.overloads ?? [] },
  }
}

/** What is left of the cooling. */
interface Remains {
  readonly isDead: (path: string) => boolean
  /** Of the heat that comes to a unit, the share that its chillers still take. */
  readonly chilled: (unit: Crah) => number
  readonly heatOf: ZoneHeat
}

/** What a zone's racks still give when some stop. */
function heatLeft(zone: ZoneCooling | undefined, gone: Heat = NO_HEAT): Record<'air' | 'liquid', number> {
  const goneLiquid = zone?.liquid ? gone.liquid : 0
  return {
    air: Math.max(0, (zone?.air?.heat ?? 0) - gone.air - (gone.liquid - goneLiquid)),
    liquid: Math.max(0, (zone?.liquid?.heat ?? 0) - goneLiquid),
  }
}

/** The fullest first. Where nobody knows all of the heat, it is at least so much. */
function overloadsOf(
  estate: Estate,
  cooling: EstateCooling,
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): readonly Overload[] {
  const overloads = [...after].flatMap(([path, heat]): readonly Overload[] => {
    const cooler = estate.find(path)
    const was = before.get(path) ?? 0
    if (cooler?.kind !== 'crah' && cooler?.kind !== 'chiller') return []
    const { capacity } = cooler
    if (!(heat > capacity * (1 + 1e-9)) || !(heat > was * (1 + 1e-9))) return []
    const place = cooling.of(path)
    const atLeast = place !== undefined && !cooling.isKnown(place)
    const use = (value: number): Use => {
      return { share: value / capacity, by: 'total', value, limit: capacity, unit: 'W', atLeast }
    }
    return [{ path, now: use(was), after: use(heat) }]
  })
  return overloads.sort((one, other) => other.after.share - one.after.share)
}

function overheatOf(
  estate: Estate,
  cooling: EstateCooling,
  path: string,
  { chilled, heatOf, isDead }: Remains,
  { airOf, thermalOf }: RoomKnowledge,
): readonly Overheat[] {
  const room = estate.find(path)
  const zone = cooling.zones.get(path)
  const units = cooling.units.get(path) ?? []
  const loops = cooling.loops.filter((loop) => loop.units.some((unit) => units.some((own) => own.path === unit)))
  const lost = [...units.map((unit): string => unit.path), ...loops.flatMap(({ chillers }) => chillers)].filter(isDead)
  if (room?.kind !== 'room' || !zone || lost.length === 0) return []
  const taken = (heat: number, side: 'air' | 'liquid') => {
    const alive = units.filter((unit) => (unit.type === 'cdu') === (side === 'liquid') && !isDead(unit.path))
    // One that only blows gives its heat to the others.
    const cold = alive.filter((unit) => chilled(unit) > 0)
    const capacity = cold.reduce((sum, unit) => sum + unit.capacity, 0)
    const share = cold.reduce((sum, unit) => sum + unit.capacity * chilled(unit), 0) / capacity
    return { alive, watts: capacity > 0 ? Math.min(heat, capacity) * share : 0 }
  }
  const heat = heatOf(path, 'air')
  const liquid = heatOf(path, 'liquid')
  const air = taken(heat, 'air')
  const fans = air.alive.length > 0 ? 'on' : 'off'
  const measured = airOf?.(path)
  const limits = AIR_CLASS[room.airClass]
  const intake = measured?.intake ?? (limits.recommended[0] + limits.recommended[1]) / 2
  const parameters = thermalOf?.(path, fans) ?? assumedThermal(roomVolume(room), racksIn(estate, path))
  const need = airflowOf(heat, ASSUMED_RISE)
  const flow = air.alive.reduce((sum, unit) => sum + unit.airflow, 0)
  const moment = {
    intake,
    returned: measured?.returned ?? intake + ASSUMED_RISE,
    heat,
    cooling: air.watts,
    supplied: need > 0 ? Math.min(1, flow / need) : 1,
  }
  const [, limit] = limits.allowable
  const known = heat > 0 ? secondsToLimit(parameters, moment, limit) : Number.POSITIVE_INFINITY
  // What nobody knows may be enough to pass it.
  const seconds = known === Number.POSITIVE_INFINITY && zone.unknown > 0 ? Number.NaN : known
  return [
    {
      room: path,
      airClass: room.airClass,
      lost,
      unitsLeft: air.alive.length,
      units: units.filter(({ type }) => type !== 'cdu').length,
      heat,
      cooling: air.watts,
      liquidUncooled: liquid - taken(liquid, 'liquid').watts,
      limit,
      ...passingOf(seconds),
      intake: { celsius: intake, how: measured ? 'measured' : 'assumed' },
      parameters: parameters.source,
    },
  ]
}

/** What stops, or throttles, warms no more: by room. What nobody knows is not taken off. */
function heatSpared(estate: Estate, { down, throttled }: FailureAnswer): ReadonlyMap<string, Heat> {
  const spared = new Map<string, Heat>()
  for (const { path, watts } of [...down, ...throttled]) {
    const device = estate.find(path)
    if (device?.kind !== 'device' || Number.isNaN(watts)) continue
    const room = roomAround(estate, device)?.path ?? ''
    const share = liquidShare(estate.deviceType(device.type))
    const less = { air: watts * (1 - share), liquid: watts * share, unknown: 0 }
    spared.set(room, heatTogether(spared.get(room) ?? NO_HEAT, less))
  }
  return spared
}

function racksIn(estate: Estate, room: string): number {
  return estate.ofKind('rack').filter(({ path }) => isWithin(path, room)).length
}
