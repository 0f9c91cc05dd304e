import type { PointDirectory } from '../../../twin/model/batch.ts'
import type { HistorySeries, StoreContext, TelemetryStore, WriteOutcome } from '../../../twin/model/store.ts'
import { type EpochMs, epochMs } from '../../../twin/model/units.ts'
import type { StoreOptions } from '../store-options.ts'
import { pointList } from '../testing/point-list.ts'

/** A place where a store can be opened again and again: a folder, a database. */
export interface StorePlace extends AsyncDisposable {
  open(context: StoreContext, options: StoreOptions): Promise<TelemetryStore>
}

/** An open store, and the way to open its place again. */
export interface ContractStore {
  readonly store: TelemetryStore
  readonly reopen: () => Promise<TelemetryStore>
}

/** Runs a check on a fresh store of three temperatures whose clock stands at NOW, or of other points. */
export type WithinStore = (check: (parts: ContractStore) => Promise<void>, points?: PointDirectory) => Promise<void>

export const SECOND = 1_000
export const MINUTE = 60_000
export const QUARTER = 900_000
export const HOUR = 3_600_000
export const DAY = 86_400_000
/** The suite's now: a full hour near the real one, because a server drops by its own clock. */
export const NOW = Math.floor(Date.now() / HOUR) * HOUR

const POINTS = pointList('a/rack-1/temperature', 'a/rack-2/temperature', 'a/rack-3/temperature')

/** Each check gets a place of its own; every store that was opened is closed. */
export function withinStore(place: () => Promise<StorePlace>): WithinStore {
  return async (check, points = POINTS) => {
    await using at = await place()
    const opened: TelemetryStore[] = []
    const open = async () => {
      const store = await at.open({ points }, { now: () => ms(NOW) })
      opened.push(store)
      return store
    }
    try {
      await check({ store: await open(), reopen: open })
    } finally {
      for (const store of opened) await store.close()
    }
  }
}

export function ms(value: number): EpochMs {
  return epochMs(value)
}

export function accounted({ stored, refused, keep }: WriteOutcome): number {
  return stored + refused.length + (keep?.rows.length ?? 0)
}

export function figures(series: HistorySeries | undefined, bucket: number) {
  if (!series) return undefined
  const { min, mean, max, last, count } = series
  return { min: min[bucket], mean: mean[bucket], max: max[bucket], last: last[bucket], count: count[bucket] }
}
