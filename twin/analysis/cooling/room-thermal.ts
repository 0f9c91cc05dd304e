import { AIR_HEAT } from './air-flow.ts'

/** A room's heat as one body of air: C·dT/dt = P − Q − UA·(T − T_amb). */
export interface ThermalParameters {
  /** C, J/K: what the air and what it touches store. */
  readonly capacity: number
  /** UA to walls and floor, W/K. */
  readonly conductance: number
  /** T_amb of the walls, °C; of no weight without a conductance. */
  readonly ambient: number
  /** Where intakes come to when supply air stops and the room mixes: 0 is the intake's temperature, 1 the return air's. */
  readonly mixing: number
  /** How fast they come there: the time constant in seconds, 0 for at once. */
  readonly mixingTime: number
  readonly source:
    | { readonly how: 'assumed' }
    /** How well the fitted curve follows what was recorded: root mean square, K. */
    | { readonly how: 'fitted'; readonly samples: number; readonly residual: number }
}

/** A room at the moment of a loss. */
export interface RoomMoment {
  /** Mean of the intakes, °C. */
  readonly intake: number
  /** Of the air that comes back to the coolers, °C. */
  readonly returned: number
  /** P, what the racks give to the air after the loss, W. */
  readonly heat: number
  /** Q, what is still taken from the air after the loss, W. */
  readonly cooling: number
  /** Share of the racks' airflow that coolers still supply, 0 to 1. */
  readonly supplied: number
}

/**
 * Assumed, so that a predicted time is rather too short: of the heat that a room stores only its air, as if it were empty, and 50 kJ/K of each
 * rack (a tenth of a tonne of steel at 0.5 kJ/(kg·K)); nothing goes into walls; the hot side holds seven tenths of it; air mixes at once.
 */
const RACK_CAPACITY = 50_000
const ASSUMED_MIXING = 0.7

/** Parameters from what the estate says of a room. @param volume m³ */
export function assumedThermal(volume: number, racks: number): ThermalParameters {
  const capacity = AIR_HEAT * volume + RACK_CAPACITY * racks
  const walls = { conductance: 0, ambient: Number.NaN }
  return { capacity, ...walls, mixing: ASSUMED_MIXING, mixingTime: 0, source: { how: 'assumed' } }
}

/** τ = C / UA in seconds; Infinity where walls take nothing. */
export function timeConstant({ capacity, conductance }: ThermalParameters): number {
  return conductance > 0 ? capacity / conductance : Number.POSITIVE_INFINITY
}

/** What intakes come to when the air has mixed, °C: as far as coolers supply less than the racks breathe. */
function mixedIntake({ mixing }: ThermalParameters, { intake, returned, supplied }: RoomMoment): number {
  const missing = 1 - Math.min(1, Math.max(0, supplied))
  return intake + missing * mixing * Math.max(0, returned - intake)
}

/**
 * Mean intake temperature some seconds after a loss: T0 + ΔT∞·(1 − e^(−t/τ)) from the mixed air, and what of the mixing has not yet come.
 * ΔT∞ = (P − Q)/UA + T_amb − T0.
 */
export function predictedIntake(parameters: ThermalParameters, moment: RoomMoment, seconds: number): number {
  const { ambient, capacity, conductance, mixingTime } = parameters
  const start = mixedIntake(parameters, moment)
  const surplus = moment.heat - moment.cooling
  const tau = timeConstant(parameters)
  const rise =
    tau === Number.POSITIVE_INFINITY
      ? (surplus / capacity) * seconds
      : (surplus / conductance + ambient - start) * (1 - Math.exp(-seconds / tau))
  const unmixed = mixingTime > 0 ? (start - moment.intake) * Math.exp(-seconds / mixingTime) : 0
  return start + rise - unmixed
}

/** Later than this no prediction of one body of air means anything: a day. */
const LAST_SECOND = 86_400

/**
 * Seconds until the mean intake passes a limit, to a tenth: 0 where it is beyond it at once, Infinity where it is not within a day, NaN where
 * nobody knows.
 */
export function secondsToLimit(parameters: ThermalParameters, moment: RoomMoment, limit: number): number {
  const at = (seconds: number) => predictedIntake(parameters, moment, seconds)
  if (Number.isNaN(at(0) + at(1) + limit)) return Number.NaN
  if (at(0) > limit) return 0
  // Looked for in steps that grow, because air that mixes into a room which cools again passes a limit only for a while.
  let from = 0
  for (let to = 1; to < LAST_SECOND * 2; to *= 1.25) {
    if (at(to) > limit) return crossing(at, limit, from, to)
    from = to
  }
  return Number.POSITIVE_INFINITY
}

function crossing(at: (seconds: number) => number, limit: number, before: number, after: number): number {
  let [from, to] = [before, after]
  while (to - from > 0.1) {
    const middle = (from + to) / 2
    if (at(middle) > limit) to = middle
    else from = middle
  }
  return to
}

/** When a limit is passed, in a word, with the seconds where there are some (else NaN). */
export interface Passing {
  readonly passes: 'at once' | 'later' | 'never' | 'unknown'
  readonly seconds: number
}

/** @param seconds of `secondsToLimit` */
export function passingOf(seconds: number): Passing {
  if (Number.isNaN(seconds)) return { passes: 'unknown', seconds }
  if (seconds === Number.POSITIVE_INFINITY) return { passes: 'never', seconds: Number.NaN }
  return { passes: seconds > 0 ? 'later' : 'at once', seconds }
}
