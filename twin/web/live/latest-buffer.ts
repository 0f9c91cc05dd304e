import type { Frame } from '../../protocol/frame.ts'
import type { Metric } from '../../protocol/metric.ts'
import type { ColumnUpdate } from './columns.ts'

/** How a pending value came: with a full frame it may be old, with a delta it has just been measured. */
const KNOWN = 1
const MEASURED = 2

interface Pending {
  values: Float32Array
  /** 0 where nothing is pending, else KNOWN or MEASURED. */
  came: Uint8Array
  ids: number[]
  at: number
}

/**
 * Frames that the page has not taken yet, merged: only the newest value of each thing is kept, so however slow the page is, the
 * buffer is never larger than one value a thing and metric.
 */
export class LatestBuffer {
  readonly #pending = new Map<Metric, Pending>()
  /** Things of each view's last full frame, to blank those that the next one no longer has. */
  readonly #held = new Map<number, Uint32Array>()
  readonly #sequence = new Map<number, number>()
  #skipped = 0

  add(frame: Frame): void {
    const before = this.#sequence.get(frame.view)
    if (frame.kind === 'delta' && before !== undefined && frame.sequence > before + 1) {
      this.#skipped += frame.sequence - before - 1
    }
    this.#sequence.set(frame.view, frame.sequence)
    const pending = this.#pendingOf(frame.metric)
    if (frame.kind === 'full') {
      for (const id of this.#held.get(frame.view) ?? []) put(pending, id, Number.NaN, KNOWN)
      this.#held.set(frame.view, frame.ids.slice())
    }
    const came = frame.kind === 'full' ? KNOWN : MEASURED
    for (let row = 0; row < frame.ids.length; row++)
      put(pending, frame.ids[row] ?? 0, frame.values[row] ?? Number.NaN, came)
    pending.at = Math.max(pending.at, frame.at)
  }

  /** The view was given up, or its number now means something else. */
  forgetView(view: number): void {
    this.#held.delete(view)
    this.#sequence.delete(view)
  }

  get isEmpty(): boolean {
    for (const pending of this.#pending.values()) if (pending.ids.length > 0) return false
    return true
  }

  /** What came since the last call; `skipped` counts frames that the server left out for a slow page. */
  take(): { readonly updates: ColumnUpdate[]; readonly skipped: number } {
    const updates: ColumnUpdate[] = []
    for (const [metric, pending] of this.#pending) {
      for (const came of [KNOWN, MEASURED]) {
        const ids = Uint32Array.from(pending.ids.filter((id) => pending.came[id] === came))
        if (ids.length === 0) continue
        const values = Float32Array.from(ids, (id) => pending.values[id] ?? Number.NaN)
        updates.push({ metric, at: pending.at, ids, values, known: came === KNOWN })
      }
      for (const id of pending.ids) pending.came[id] = 0
      pending.ids = []
    }
    const skipped = this.#skipped
    this.#skipped = 0
    return { updates, skipped }
  }

  #pendingOf(metric: Metric): Pending {
    let pending = this.#pending.get(metric)
    if (!pending) {
      pending = { values: new Float32Array(0), came: new Uint8Array(0), ids: [], at: 0 }
      this.#pending.set(metric, pending)
    }
    return pending
  }
}

function put(pending: Pending, id: number, value: number, came: number): void {
  if (id >= pending.values.length) {
    const length = Math.max(id + 1, pending.values.length * 2, 1024)
    const values = new Float32Array(length)
    values.set(pending.values)
    const before = new Uint8Array(length)
    before.set(pending.came)
    pending.values = values
    pending.came = before
  }
  pending.values[id] = value
  if (pending.came[id] === 0) pending.ids.push(id)
  // A full frame repeats what a delta had just measured: that stays the news.
  pending.came[id] = Math.max(pending.came[id] ?? 0, came)
}
