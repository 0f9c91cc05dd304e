import type { Estate } from '../../model/estate.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import type { History } from './room-history.ts'
import { roomPoints } from './room-points.ts'
import { thermalOfStillAir } from './room-thermal-history.ts'
import { StillAirWatch } from './still-air-watch.ts'
import type { ThermalMemory } from './thermal-memory.ts'

interface LearnerParts {
  readonly estate: Estate
  readonly values: ValuePlane
  readonly store: History
  readonly thermals: ThermalMemory
  readonly log: (message: string) => void
}

/** Fits a room's own record each time its air has stood still, so that the next answer about it rests on what was seen. */
export class RoomLearner {
  readonly #watch: StillAirWatch
  #fitting: Promise<void> = Promise.resolve()

  constructor(private readonly parts: LearnerParts) {
    const { points, table } = parts.values
    this.#watch = new StillAirWatch(parts.estate, (unit) => {
      const point = points.ofThing(unit).find(({ local }) => local === 'airflow')
      return point ? table.fresh(point.index) : Number.NaN
    })
  }

  /** To be called often; looks seldom. Resolves when what was due is fitted. @param now epoch ms */
  look(now: number): Promise<void> {
    for (const { period, room } of this.#watch.look(now)) {
      this.#fitting = this.#fitting.then(() => this.#fit(room, period))
    }
    return this.#fitting
  }

  async #fit(room: string, period: { readonly from: number; readonly to: number }): Promise<void> {
    const { estate, log, store, thermals, values } = this.parts
    try {
      const points = roomPoints(estate, room, (thing) => values.points.ofThing(thing))
      const still = await thermalOfStillAir(store, points, period)
      if (still) await thermals.keep(room, still, period.to)
    } catch (error) {
      log(`The record of ${room} could not be read: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}
