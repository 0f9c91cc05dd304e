import { compareOids, isBelow, type Oid } from '../../profiles/oid.ts'
import { RequestFailure } from './failure.ts'
import type { Requester } from './requester.ts'
import { isNothing, type Varbind } from './varbind.ts'

/** Index of a row (dotted) → its variable, in the order of the walk. */
export type Column = ReadonlyMap<string, Varbind>

/** How many variables the device puts into one answer to a GETBULK; learned from its failures. 1 is GETNEXT. */
export interface BulkSize {
  now: number
  proven: number
}

export interface WalkLimits {
  /** Rows of a column; the rest is left out. */
  readonly maxRows: number
}

/** Columns side by side in one request. */
const ABREAST = 8

interface Cursor {
  readonly column: Oid
  readonly rows: Map<string, Varbind>
  at: Oid
  isDone: boolean
}

/**
 * Walks columns, several in one request. A column ends where the device leaves it, has no more, goes backwards (as faulty
 * agents do, without end) or has given `maxRows`. GETBULK becomes smaller, at last GETNEXT, where the device fails on it.
 * @throws DeviceError timeout, and what the requester throws
 */
export async function walkColumns(
  requester: Requester,
  columns: readonly Oid[],
  size: BulkSize,
  limits: WalkLimits,
  signal: AbortSignal,
): Promise<ReadonlyMap<Oid, Column>> {
  const cursors = [...new Set(columns)].map(
    (column): Cursor => ({ column, rows: new Map(), at: column, isDone: false }),
  )
  for (;;) {
    const open = cursors.filter(({ isDone }) => !isDone).slice(0, Math.min(ABREAST, size.now))
    if (open.length === 0) break
    await step(requester, open, size, limits, signal)
  }
  return new Map(cursors.map(({ column, rows }) => [column, rows]))
}

async function step(
  requester: Requester,
  open: readonly Cursor[],
  size: BulkSize,
  limits: WalkLimits,
  signal: AbortSignal,
): Promise<void> {
  const oids = open.map(({ at }) => at)
  const repetitions = Math.max(1, Math.floor(size.now / open.length))
  const isBulk = !requester.isV1 && size.now > 1
  try {
    const answer = await requester.ask({ kind: isBulk ? 'bulk' : 'next', oids, repetitions }, signal)
    size.proven = Math.max(size.proven, isBulk ? size.now : open.length)
    for (const [at, cursor] of open.entries()) take(cursor, answer[at] ?? [], limits)
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error
    await recover(requester, open, size, limits, signal, error)
  }
}

async function recover(
  requester: Requester,
  open: readonly Cursor[],
  size: BulkSize,
  limits: WalkLimits,
  signal: AbortSignal,
  { kind, oid }: RequestFailure,
): Promise<void> {
  if (kind === 'timeout' && size.now <= size.proven) throw requester.timeout()
  if (kind === 'timeout' && size.now > 1) {
    // Silent to everything, or only to so large an answer? A GETNEXT tells.
    const large = size.now
    size.now = 1
    await step(requester, open.slice(0, 1), size, limits, signal)
    size.now = Math.max(1, large >> 1)
    return
  }
  if (kind === 'timeout') throw requester.timeout()
  if (size.now > 1 && kind !== 'no-such-name') {
    size.now = size.now >> 1
    return
  }
  // The end of the tree for a v1 agent, or a place where this one stumbles: the column has what came until here.
  const blamed = open.find(({ at }) => at === oid) ?? open[0]
  if (blamed) blamed.isDone = true
}

function take(cursor: Cursor, varbinds: readonly Varbind[], { maxRows }: WalkLimits): void {
  if (varbinds.length === 0) cursor.isDone = true
  for (const varbind of varbinds) {
    if (isNothing(varbind) || !isBelow(varbind.oid, cursor.column) || compareOids(varbind.oid, cursor.at) <= 0) {
      cursor.isDone = true
      return
    }
    cursor.at = varbind.oid
    if (cursor.rows.size >= maxRows) {
      cursor.isDone = true
      return
    }
    cursor.rows.set(varbind.oid.slice(cursor.column.length + 1), varbind)
  }
}
