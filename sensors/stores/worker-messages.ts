import type { CollectorStatus } from '../../twin/model/collector-status.ts'
import type { DeadLetter } from '../../twin/model/dead-letter.ts'
import type { HistoryQuery, HistorySeries, KeptSince, LatestReading, QuantileQuery } from '../../twin/model/store.ts'
import type { StoreSettings } from '../../twin/model/store-settings.ts'

/** What the storage thread is started with. */
export interface StorageSettings {
  readonly store: StoreSettings
  /** Holds `journal/`, `points.ids`, `dead-letters/`. */
  readonly dataFolder: string
  /** Of dead letters. @default 64 MiB */
  readonly deadLetters?: { readonly maxBytes: number }
  /** Of SharedPositions (sensors/pipeline/journal), the same that the collector has. */
  readonly shared: SharedArrayBuffer
  /** Copied into backups. */
  readonly estateFolder?: string
}

/** What can be asked of the thread: arguments and answer by name. */
export interface StorageCalls {
  readonly latest: { readonly ask: readonly number[]; readonly answer: readonly (LatestReading | undefined)[] }
  readonly history: { readonly ask: HistoryQuery; readonly answer: readonly HistorySeries[] }
  readonly quantiles: { readonly ask: QuantileQuery; readonly answer: Float64Array }
  readonly keptSince: { readonly ask: undefined; readonly answer: KeptSince }
  readonly status: { readonly ask: undefined; readonly answer: CollectorStatus['store'] }
  readonly deadLetters: { readonly ask: number; readonly answer: readonly DeadLetter[] }
  readonly backup: { readonly ask: string; readonly answer: undefined }
  readonly stop: { readonly ask: undefined; readonly answer: undefined }
}
export type StorageCall = keyof StorageCalls

export type ToStorage = {
  [Name in StorageCall]: { readonly id: number; readonly call: Name; readonly ask: StorageCalls[Name]['ask'] }
}[StorageCall]

export type FromStorage =
  | { readonly type: 'ready' }
  | { readonly type: 'log'; readonly message: string }
  | { readonly type: 'result'; readonly id: number; readonly answer: StorageCalls[StorageCall]['answer'] }
  | { readonly type: 'refused'; readonly id: number; readonly message: string }
