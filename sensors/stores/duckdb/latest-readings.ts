import type { LatestReading } from '../../../twin/model/store.ts'
import { epochMs } from '../../../twin/model/units.ts'

/** The newest reading of each point, in memory. */
export class LatestReadings {
  readonly #byPoint = new Map<number, LatestReading>()

  /** Takes a reading unless a newer one is known; of the same instant the later call wins. */
  take(point: number, at: number, value: number, quality: number): void {
    const known = this.#byPoint.get(point)
    if (!known || at >= known.at) this.#byPoint.set(point, { at: epochMs(at), value, quality })
  }

  get(point: number): LatestReading | undefined {
    return this.#byPoint.get(point)
  }

  all(): Iterable<readonly [number, LatestReading]> {
    return this.#byPoint
  }
}
