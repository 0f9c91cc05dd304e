import type { Batch, PointDirectory } from './batch.ts'

/** Readings as they are accepted, for whoever shows them. Implemented by the collector, joined in a main file. */
export interface LiveFeed {
  readonly points: PointDirectory
  /** `listener` gets every accepted batch, about ten times a second; it must not keep the arrays. Returns the way out. */
  subscribe(listener: (batch: Batch) => void): () => void
}
