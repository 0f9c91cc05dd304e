import { encodeFrame } from '../../protocol/frame.ts'
import type { Metric } from '../../protocol/metric.ts'

const VIEW_OFFSET = 8

/** Where a channel's values come from. */
export interface ChannelSource {
  /** Thing or point indexes, each once. */
  readonly ids: Uint32Array
  /** The value of an id now; NaN is no data. */
  value(id: number): number
}

/**
 * One subject (metric, scope, kinds; or a list of points) with all pages that watch it. Each frame is encoded once and shared;
 * only the four bytes of the view's number differ between pages that numbered it differently.
 */
export class Channel {
  sequence = 0
  #member: Uint8Array
  #source: ChannelSource
  #full = new Map<number, ArrayBuffer>()
  #delta = new Map<number, ArrayBuffer>()
  #deltaIds: number[] = []
  /** The last full frame's buffer, when the network has taken it from everybody. */
  #spare: ArrayBuffer | undefined
  #allTaken = true
  #values = new Float32Array(0)

  constructor(
    readonly key: string,
    readonly metric: Metric,
    source: ChannelSource,
  ) {
    this.#source = source
    this.#member = membership(source.ids)
  }

  get ids(): Uint32Array {
    return this.#source.ids
  }

  /** Another set of things: the next frames must be full. */
  replaceSource(source: ChannelSource): void {
    this.#source = source
    this.#member = membership(source.ids)
    this.#full.clear()
    this.#spare = undefined
  }

  /** Begins a tick. @returns whether any of the moved ids is watched here, so that `delta` is worth sending */
  collect(moved: readonly number[]): boolean {
    const [frame] = this.#full.values()
    this.#spare = this.#allTaken && this.#full.size === 1 ? frame : undefined
    this.#allTaken = true
    this.#full.clear()
    this.#delta.clear()
    this.#deltaIds.length = 0
    for (const id of moved) {
      if (((this.#member[id >> 3] ?? 0) & (1 << (id & 7))) !== 0) this.#deltaIds.push(id)
    }
    if (this.#deltaIds.length === 0) return false
    this.sequence++
    return true
  }

  /** Was the frame taken by the network at once? What still waits in a socket must not be written over. */
  sent(taken: boolean): void {
    this.#allTaken &&= taken
  }

  delta(view: number, at: number): ArrayBuffer {
    return this.#shared(this.#delta, 'delta', view, at, () => Uint32Array.from(this.#deltaIds))
  }

  full(view: number, at: number): ArrayBuffer {
    return this.#shared(this.#full, 'full', view, at, () => this.#source.ids)
  }

  #shared(
    made: Map<number, ArrayBuffer>,
    kind: 'full' | 'delta',
    view: number,
    at: number,
    idsOf: () => Uint32Array,
  ): ArrayBuffer {
    const known = made.get(view)
    if (known) return known
    const other = made.values().next().value
    let frame: ArrayBuffer
    if (other) {
      frame = other.slice(0)
      new DataView(frame).setUint32(VIEW_OFFSET, view, true)
    } else {
      const ids = idsOf()
      if (this.#values.length < ids.length) this.#values = new Float32Array(ids.length)
      const values = this.#values.subarray(0, ids.length)
      for (let i = 0; i < ids.length; i++) values[i] = this.#source.value(ids[i] as number)
      const spare = kind === 'full' ? this.#spare : undefined
      this.#spare = undefined
      frame = encodeFrame({ kind, metric: this.metric, view, sequence: this.sequence, at, ids, values }, spare)
    }
    made.set(view, frame)
    return frame
  }
}

function membership(ids: Uint32Array): Uint8Array {
  const highest = ids.reduce((most, id) => Math.max(most, id), 0)
  const bits = new Uint8Array((highest >> 3) + 1)
  for (const id of ids) bits[id >> 3] = (bits[id >> 3] as number) | (1 << (id & 7))
  return bits
}
