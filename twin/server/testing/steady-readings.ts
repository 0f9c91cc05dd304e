import { GATHER_MS } from '../../../sensors/pipeline/intake.ts'
import { TICK_MS } from '../ticker.ts'
import { preciseNow } from './precise-now.ts'
import type { SyntheticFeed } from './synthetic-feed.ts'

/** What a reading may wait by design before it is sent: until its batch is full of time, and until the next frame is due. */
export const PACE_MS = GATHER_MS + TICK_MS

/** Readings of all points in turn for a while, in batches as the collector hands them over. @param perSecond readings */
export async function emitSteadily(feed: SyntheticFeed, perSecond: number, seconds: number): Promise<void> {
  const slice = (perSecond * GATHER_MS) / 1000
  const begun = performance.now()
  let from = 0
  for (let batch = 0; batch < (seconds * 1000) / GATHER_MS; batch++) {
    const due = begun + batch * GATHER_MS
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())))
    feed.emit(preciseNow(), from, slice)
    from = from + slice >= feed.points.size ? 0 : from + slice
  }
}
