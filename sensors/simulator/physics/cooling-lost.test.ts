import { describe, expect, test } from 'vitest'
import { fitThermal, type ThermalSample } from '../../../twin/analysis/cooling/fit-thermal.ts'
import {
  assumedThermal,
  type RoomMoment,
  secondsToLimit,
  type ThermalParameters,
} from '../../../twin/analysis/cooling/room-thermal.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { smallEstate } from '../testing/small-estate.ts'
import type { RoomAir } from './room-air.ts'
import { World } from './world.ts'

const SUMMER_NOON = Date.UTC(2026, 6, 15, 10)
const WINTER_NIGHT = Date.UTC(2026, 0, 20, 2)
const A1_LIMIT = 32

interface Event {
  readonly room: RoomAir
  readonly before: RoomMoment
  /** Every ten seconds: a minute before the loss, and after it. */
  readonly samples: readonly ThermalSample[]
  /** Seconds until the mean intake passed a limit. */
  passes(limit: number): number
}

/** What a hall of these racks does when so many of its coolers are lost; the simulator is the truth. */
function coolingLost(racks: number, seed: number, at: number, minutes: number, lost = 3): Event {
  const world = new World(smallEstate({ racks }), { seed, at: at as EpochMs })
  const [hall] = world.rooms
  if (!hall) throw new Error('the small estate has a hall')
  const room = hall
  const samples: ThermalSample[] = []
  const curve: { seconds: number; intake: number }[] = []
  const read = (): ThermalSample => {
    const all = room.aisles.flatMap((aisle) => aisle.racks)
    const sum = (pick: (crah: (typeof room.crahs)[number]) => number) =>
      room.crahs.reduce((total, crah) => total + pick(crah), 0)
    return {
      at: world.now,
      heat: room.heatOfRacks,
      cooling: sum((crah) => crah.cooling - crah.fanPower),
      intake: all.reduce((total, rack) => total + rack.intake, 0) / all.length,
      returned: room.hot,
      fans: sum(({ airflow }) => airflow) > 0 ? 'on' : 'off',
    }
  }
  const live = (seconds: number) => world.advance((world.now + seconds * 1000) as EpochMs)
  for (let second = 0; second < 60; second += 10) {
    live(10)
    samples.push(read())
  }
  const last = read()
  const need = room.aisles.reduce((sum, aisle) => sum + aisle.need, 0)
  for (const crah of room.crahs.slice(0, lost)) crah.isFailed = true
  const left = room.crahs.filter((crah) => crah.isRunning)
  const before = {
    intake: last.intake,
    returned: last.returned,
    heat: last.heat,
    cooling: Math.min(
      last.heat,
      left.reduce((sum, crah) => sum + crah.thing.capacity, 0),
    ),
    supplied: Math.min(1, left.reduce((sum, crah) => sum + crah.thing.airflow, 0) / need),
  }
  for (let second = 2; second <= minutes * 60; second += 2) {
    live(2)
    curve.push({ seconds: second, intake: read().intake })
    if (second % 10 === 0) samples.push(read())
  }
  return {
    room,
    before,
    samples,
    passes: (limit) => curve.find(({ intake }) => intake > limit)?.seconds ?? Number.POSITIVE_INFINITY,
  }
}

describe('the time until intakes pass a limit, after all cooling of a hall is lost', () => {
  const racks = 24
  const limits = [A1_LIMIT, 35, 40, 45]
  const truth = coolingLost(racks, 5, WINTER_NIGHT, 30)
  const errors = (parameters: ThermalParameters) =>
    limits.map((limit) => {
      const seconds = truth.passes(limit)
      const predicted = secondsToLimit(parameters, truth.before, limit)
      return `${limit} °C: ${seconds} s, predicted ${Math.round(predicted)} s, ${Math.round((predicted / seconds - 1) * 100)} %`
    })

  test('is predicted within 10 % from parameters fitted to another loss, at another load, season and seed', () => {
    const fitted = fitThermal(coolingLost(racks, 1, SUMMER_NOON, 15).samples, 'off')
    expect(fitted?.source.how).toBe('fitted')
    if (!fitted) return
    for (const limit of limits) {
      const error = secondsToLimit(fitted, truth.before, limit) / truth.passes(limit) - 1
      expect(Math.abs(error), `error at ${limit} °C`).toBeLessThan(0.1)
    }
    expect(errors(fitted)).toMatchInlineSnapshot(`
      [
        "32 °C: 464 s, predicted 428 s, -8 %",
        "35 °C: 674 s, predicted 639 s, -5 %",
        "40 °C: 1096 s, predicted 1065 s, -3 %",
        "45 °C: 1608 s, predicted 1625 s, 1 %",
      ]
    `)
  })

  test('is predicted too short, never too long, from parameters assumed by the size of the room', () => {
    const assumed = assumedThermal(truth.room.area * truth.room.room.height, racks)
    for (const limit of limits) expect(secondsToLimit(assumed, truth.before, limit)).toBeLessThan(truth.passes(limit))
    expect(errors(assumed)).toMatchInlineSnapshot(`
      [
        "32 °C: 464 s, predicted 127 s, -73 %",
        "35 °C: 674 s, predicted 235 s, -65 %",
        "40 °C: 1096 s, predicted 416 s, -62 %",
        "45 °C: 1608 s, predicted 597 s, -63 %",
      ]
    `)
  })

  test('after the loss of two units of three is not predicted later than it comes', () => {
    const fitted = fitThermal(coolingLost(racks, 1, SUMMER_NOON, 15).samples, 'off')
    const part = coolingLost(racks, 5, SUMMER_NOON, 30, 2)
    if (!fitted) throw new Error('nothing was fitted')
    for (const limit of [24, A1_LIMIT]) {
      expect(secondsToLimit(fitted, part.before, limit)).toBeLessThanOrEqual(part.passes(limit))
    }
  })

  test('a minute of the loss or an hour of steady control is too little to fit', () => {
    expect(fitThermal(coolingLost(racks, 1, SUMMER_NOON, 1).samples, 'off')).toBeUndefined()
    expect(fitThermal(coolingLost(racks, 1, SUMMER_NOON, 60, 0).samples, 'on')).toBeUndefined()
  })
})
