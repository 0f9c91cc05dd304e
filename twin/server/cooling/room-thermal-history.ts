import { fitThermal, type ThermalSample } from '../../analysis/cooling/fit-thermal.ts'
import type { ThermalParameters } from '../../analysis/cooling/room-thermal.ts'
import type { Period } from '../../analysis/cooling/time-beyond.ts'
import { type History, meanColumn, meansOf } from './room-history.ts'
import type { RoomPoints } from './room-points.ts'

const MINUTE_MS = 60_000
/** What is looked at around the moment in which all units of a room stood still. */
const BEFORE_MS = 3 * MINUTE_MS
const AFTER_MS = 30 * MINUTE_MS
const FINE_MS = 15_000
/** m³/s below which a unit stands still. */
const STILL = 0.01

/**
 * Parameters of a room whose air stands still, fitted to the last time in a period at which all of its units stopped; undefined where they
 * never did, or too little was read. @throws what the store throws
 */
export async function thermalOfStillAir(
  store: History,
  { racks, units }: RoomPoints,
  period: Period,
): Promise<ThermalParameters | undefined> {
  const air = units.filter(({ unit }) => unit.type !== 'cdu')
  const flows = air.flatMap(({ airflow }) => airflow ?? [])
  if (flows.length === 0 || flows.length < air.length) return undefined
  const coarse = await meansOf(store, flows, period)
  const stopped = coarse.at.findLast((_, place) =>
    flows.every((point) => (coarse.of.get(point)?.[place] ?? Number.NaN) < STILL),
  )
  if (stopped === undefined) return undefined
  let begin = coarse.at.indexOf(stopped)
  while (begin > 0 && flows.every((point) => (coarse.of.get(point)?.[begin - 1] ?? Number.NaN) < STILL)) begin--
  const from = Math.floor((coarse.at[begin] ?? stopped) - coarse.bucket - BEFORE_MS)
  const to = Math.min(period.to, Math.ceil(from + BEFORE_MS + coarse.bucket + AFTER_MS))
  const power = racks.flatMap((rack) => rack.power)
  const intakes = racks.flatMap((rack) => rack.intakes.map(({ temperature }) => temperature))
  const returns = air.flatMap(({ returned }) => returned ?? [])
  const cooling = air.flatMap((unit) => unit.cooling ?? [])
  const fine = await meansOf(store, [...flows, ...power, ...intakes, ...returns, ...cooling], { from, to }, FINE_MS)
  const held = (points: readonly number[]) => sumColumn(points, fine.at.length, (point) => fine.of.get(point))
  const [heat, taken, flow] = [held(power), held(cooling), held(flows)]
  const [intake, returned] = [meanColumn(intakes, fine), meanColumn(returns, fine)]
  const samples = fine.at.map((at, place): ThermalSample => {
    const isStill = (flow[place] ?? Number.NaN) < STILL * flows.length
    return {
      at,
      heat: heat[place] ?? Number.NaN,
      cooling: isStill ? 0 : (taken[place] ?? Number.NaN),
      intake: intake[place] ?? Number.NaN,
      returned: returned[place] ?? Number.NaN,
      fans: isStill ? 'off' : 'on',
    }
  })
  return fitThermal(samples, 'off')
}

/** Sums of points that each hold their last value where a bucket brought none; NaN while one of them has brought nothing. */
function sumColumn(
  points: readonly number[],
  length: number,
  valuesOf: (point: number) => Float64Array | undefined,
): readonly number[] {
  const sums = new Array<number>(length).fill(points.length > 0 ? 0 : Number.NaN)
  for (const point of points) {
    const values = valuesOf(point)
    let last = Number.NaN
    for (let place = 0; place < length; place++) {
      const value = values?.[place] ?? Number.NaN
      if (!Number.isNaN(value)) last = value
      sums[place] = (sums[place] ?? 0) + last
    }
  }
  return sums
}
