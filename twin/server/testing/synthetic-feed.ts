import type { Batch, PointDirectory } from '../../model/batch.ts'
import type { Estate } from '../../model/estate.ts'
import type { LiveFeed } from '../../model/live-feed.ts'
import type { PointPath } from '../../model/path.ts'
import { type Quantity, stateCode, UNIT_OF } from '../../model/quantity.ts'
import type { PointDefinition } from '../../model/reading.ts'
import type { Thing } from '../../model/things.ts'

/** A point of the synthetic feed: what it is and what it says at a moment. */
interface SyntheticPoint {
  readonly definition: PointDefinition
  readonly middle: number
  readonly swing: number
}

/**
 * Readings that nobody measured: a plausible, slowly swinging value for every point that things of the estate usually have.
 * For tests and for work on the page where no simulator runs; the rooms that behave are in sensors/simulator.
 */
export class SyntheticFeed implements LiveFeed {
  readonly #points: SyntheticPoint[] = []
  readonly #byPath = new Map<string, number>()
  readonly #listeners = new Set<(batch: Batch) => void>()
  readonly #held = new Map<number, number>()

  constructor(estate: Estate) {
    for (const kind of ['probe', 'rack-pdu', 'ups', 'crah'] as const) {
      for (const thing of estate.ofKind(kind)) for (const point of pointsOf(thing)) this.#add(thing, ...point)
    }
  }

  get points(): PointDirectory {
    return {
      size: this.#points.length,
      definition: (index) => this.#points[index]?.definition,
      indexOf: (path) => this.#byPath.get(path),
    }
  }

  subscribe(listener: (batch: Batch) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Readings of the points from `first`, `count` of them (all by default), as of `at`. */
  emit(at: number, first = 0, count = this.#points.length): void {
    const length = Math.min(count, this.#points.length - first)
    const batch: Batch = {
      point: Uint32Array.from({ length }, (_, i) => first + i),
      at: new Float64Array(length).fill(at),
      value: Float64Array.from({ length }, (_, i) => this.#value(first + i, at)),
      quality: new Uint8Array(length),
    }
    for (const listener of this.#listeners) listener(batch)
  }

  /** One reading by path, as a test wants it. @throws RangeError when there is no such point */
  say(path: string, value: number, at: number, quality = 0): void {
    const index = this.#byPath.get(path)
    if (index === undefined) throw new RangeError(`no point ${path}`)
    const batch = {
      point: Uint32Array.of(index),
      at: Float64Array.of(at),
      value: Float64Array.of(value),
      quality: Uint8Array.of(quality),
    }
    for (const listener of this.#listeners) listener(batch)
  }

  /** From now on `emit` gives this value for the point: a fault, for the page's sake. @throws RangeError */
  hold(path: string, value: number): void {
    const index = this.#byPath.get(path)
    if (index === undefined) throw new RangeError(`no point ${path}`)
    this.#held.set(index, value)
  }

  #add(thing: Thing, local: string, quantity: Quantity, middle: number, swing: number): void {
    const path = `${thing.path}/${local}` as PointPath
    this.#byPath.set(path, this.#points.length)
    this.#points.push({ definition: { path, quantity, unit: UNIT_OF[quantity] }, middle, swing })
  }

  /** A swing of ten minutes, each point at its own phase. */
  #value(index: number, at: number): number {
    const point = this.#points[index]
    if (!point) return Number.NaN
    return this.#held.get(index) ?? point.middle + point.swing * Math.sin((at / 600_000) * 2 * Math.PI + index * 0.7)
  }
}

type Point = readonly [local: string, quantity: Quantity, middle: number, swing: number]

function pointsOf(thing: Thing): readonly Point[] {
  switch (thing.kind) {
    case 'probe': {
      const state = { door: 'closed', leak: 'dry', smoke: 'clear', 'fire-suppression': 'normal' } as const
      if (thing.role in state) return [['state', 'state', stateCode(state[thing.role as keyof typeof state]), 0]]
      const warm = thing.role === 'exhaust' || thing.role === 'return-air' ? 34 : 22.5
      return thing.measures.flatMap((quantity): readonly Point[] => {
        if (quantity === 'temperature') return [['temperature', quantity, warm + (thing.index % 7) * 0.4, 1.2]]
        return quantity === 'humidity' ? [['humidity', quantity, 42, 4]] : []
      })
    }
    case 'rack-pdu': {
      const amperes = 4 + (thing.index % 5)
      const lines = thing.phase === 'three' ? (['l1', 'l2', 'l3'] as const) : (['l1'] as const)
      return [
        ['power', 'power', amperes * 230 * lines.length * 0.95, 150],
        ...lines.flatMap((line): readonly Point[] => [
          [`${line}/current`, 'current', amperes, 0.4],
          [`${line}/voltage`, 'voltage', 230, 1.5],
        ]),
      ]
    }
    case 'ups':
      return [
        ['charge', 'charge', 99, 1],
        ['load', 'load', 45, 5],
        ['output/power', 'power', (thing.rating ?? 100_000) * 0.45, (thing.rating ?? 100_000) * 0.03],
        ['output/state', 'state', stateCode('on'), 0],
      ]
    case 'crah':
      return [
        ['supply/temperature', 'temperature', 18.5, 0.5],
        ['return/temperature', 'temperature', 31, 0.8],
        ['airflow', 'airflow', thing.airflow * 0.8, thing.airflow * 0.05],
        ['power', 'power', 3_000, 200],
        ['state', 'state', stateCode('on'), 0],
      ]
    default:
      return []
  }
}
