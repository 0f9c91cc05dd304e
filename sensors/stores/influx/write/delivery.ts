import type { Batch } from '../../../../twin/model/batch.ts'
import type { LineKeys } from '../schema/line-keys.ts'
import type { Answer } from './influx-http.ts'
import type { LineBuffer, Lines } from './line-buffer.ts'
import type { RowFates } from './row-fates.ts'
import { rowsOf, suspectLines } from './suspects.ts'
import { type Verdict, verdictOf } from './verdict.ts'

/** InfluxDB's own advice is 5,000 to 10,000 lines a request. */
export const MOST_ROWS = 10_000
/** Requests for one batch. Isolating a bad line among 10,000 takes about thirty. */
const MOST_REQUESTS = 512
const MOST_BACKOFF_MS = 30_000

export interface DeliveryTools {
  readonly lines: LineBuffer
  /** Lines of the first MOST_ROWS rows, in that buffer. */
  readonly first: Lines
  readonly keys: LineKeys
  readonly post: (bytes: Uint8Array) => Promise<Answer>
  /** Makes the database anew. False where that is not allowed or failed. */
  readonly createDatabase: () => Promise<boolean>
  readonly now: () => number
  /** For the whole batch. */
  readonly timeoutMs: number
  /** Batches in a row that found the server busy: how far the waits have grown. */
  readonly busyBefore: number
}

interface Parcel {
  readonly rows: Uint32Array
  /** May readings share lines? Not where a line that was refused is being taken apart. */
  readonly sharing: boolean
}

/**
 * Sends the rows and settles the fate of each by what the server says. Where it refuses some without saying which, the rows
 * are halved until the guilty stand alone: writing a reading twice is harmless. Ends after a bounded number of requests and a
 * bounded time; what is open then is kept.
 */
export async function deliver(batch: Batch, rows: Uint32Array, fates: RowFates, tools: DeliveryTools): Promise<void> {
  const parcels: Parcel[] = []
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    parcels.unshift({ rows: rows.subarray(from, from + MOST_ROWS), sharing: true })
  }
  const deadline = tools.now() + tools.timeoutMs
  const doubtful: { row: number; reason: string }[] = []
  let ready: Lines | undefined = tools.first
  let requests = 0
  let createdDatabase = false
  for (let parcel = parcels.pop(); parcel; parcel = parcels.pop()) {
    if (requests++ >= MOST_REQUESTS || tools.now() > deadline) {
      fates.keepOpen({ kind: 'busy', reason: `not all settled after ${requests - 1} requests`, retryAfterMs: 1_000 })
      break
    }
    const lines: Lines = ready ?? tools.lines.encode(batch, parcel.rows, 0, parcel.rows.length, parcel.sharing)
    ready = undefined
    const verdict = verdictOf(await tools.post(lines.bytes), tools.now())
    if (verdict.kind === 'stored') {
      for (const row of parcel.rows) fates.store(row)
    } else if (verdict.kind === 'some' || verdict.kind === 'none') {
      const all = verdict.kind === 'some' && verdict.dropped !== undefined && verdict.dropped >= lines.count
      const unreadable = verdict.kind === 'none' && verdict.named.quoted.length >= lines.count
      const alone = parcel.rows.length === 1
      if (alone || ((all || unreadable) && lines.count === parcel.rows.length)) {
        const sure = verdict.kind === 'some' || verdict.sure
        for (const row of parcel.rows) {
          if (sure) fates.refuse(row, verdict.reason)
          else doubtful.push({ row, reason: verdict.reason })
        }
      } else parcels.push(...divided(parcel, lines, verdict, batch, tools.keys))
    } else if (verdict.kind === 'too-large' && parcel.rows.length > 1) {
      parcels.push(...halves(parcel.rows, parcel.sharing))
    } else if (verdict.kind === 'no-database' && !createdDatabase && (await tools.createDatabase())) {
      createdDatabase = true
      parcels.push(parcel)
    } else {
      fates.keepOpen(keepFor(verdict, tools.busyBefore))
      break
    }
  }
  settleDoubtful(doubtful, fates)
}

/** Guilty only if the server takes others: one that says 400 to everything is misconfigured, or is no InfluxDB. */
function settleDoubtful(doubtful: readonly { row: number; reason: string }[], fates: RowFates): void {
  if (fates.anyStored) for (const { row, reason } of doubtful) fates.refuse(row, reason)
  else if (doubtful[0]) {
    const reason = `${doubtful[0].reason}: to every row alike, so the readings are hardly to blame`
    fates.keepOpen({ kind: 'fault', reason, retryAfterMs: MOST_BACKOFF_MS })
  }
}

/** Smaller parcels, the last of which is sent first: suspects by themselves, else halves, else a shared line taken apart. */
function divided(
  parcel: Parcel,
  lines: Lines,
  verdict: Extract<Verdict, { kind: 'some' | 'none' }>,
  batch: Batch,
  keys: LineKeys,
): readonly Parcel[] {
  const { rows } = parcel
  if (lines.count === 1) return [{ rows, sharing: false }]
  const all = verdict.kind === 'some' && verdict.dropped !== undefined && verdict.dropped >= lines.count
  if (all) return [{ rows, sharing: false }]
  const suspects = new Set(suspectLines(verdict, lines, batch, rows, keys))
  if (suspects.size === lines.count && parcel.sharing) return [{ rows, sharing: false }]
  if (suspects.size === 0 || suspects.size === lines.count) return halves(rows, parcel.sharing)
  const guilty: number[] = []
  const others: number[] = []
  for (let line = 0; line < lines.count; line++) {
    ;(suspects.has(line) ? guilty : others).push(...rowsOf(lines, line, rows))
  }
  return [
    { rows: Uint32Array.from(guilty), sharing: false },
    { rows: Uint32Array.from(others), sharing: parcel.sharing },
  ]
}

function halves(rows: Uint32Array, sharing: boolean): readonly Parcel[] {
  const middle = rows.length >> 1
  return [
    { rows: rows.subarray(middle), sharing },
    { rows: rows.subarray(0, middle), sharing },
  ]
}

function keepFor(verdict: Verdict, busyBefore: number) {
  const reason = 'reason' in verdict ? verdict.reason : ''
  if (verdict.kind === 'busy') {
    // Full jitter: many collectors that lost the same server do not come back at the same moment.
    const most = Math.min(MOST_BACKOFF_MS, 500 * 2 ** Math.min(busyBefore, 10))
    const retryAfterMs = verdict.retryAfterMs ?? Math.round(100 + Math.random() * most)
    return { kind: 'busy' as const, reason, retryAfterMs }
  }
  return { kind: 'fault' as const, reason, retryAfterMs: MOST_BACKOFF_MS }
}
