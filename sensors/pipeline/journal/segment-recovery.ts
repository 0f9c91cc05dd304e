import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { JournalPosition } from '../../../twin/model/store.ts'
import { isTorn, type RecordHeader } from './record.ts'
import { listSegments, segmentPath, setAside } from './segment-files.ts'
import { SegmentScanner } from './segment-scanner.ts'

/** A segment as the writer knows it. Figures are those of its first intact record. */
export interface Segment {
  readonly first: bigint
  readonly readingsBefore: number
  readonly runMs: number
  readonly wall: number
  bytes: number
}

export interface Recovered {
  /** Ascending. */
  readonly segments: readonly Segment[]
  /** The sequence number to go on with. */
  readonly next: JournalPosition
  readonly readings: number
  readonly runMs: number
  readonly givenUp: number
  readonly pointFloor: number
}

/**
 * How far the numbers jump over an end that is not whole: what was being written there was never accepted, and its numbers are
 * not given to something else.
 */
const JUMP = 1n << 20n
const NO_LIMIT = 1n << 63n

/** A file beside the segments with the least number to go on with; a restored backup has one. */
export const FLOOR_FILE = 'floor'

/**
 * Finds out what the last process left. A record that was being written is cut off (a copy stays in quarantine); damage within
 * the journal stays where it is, for the reader to set aside.
 * @param wallMs with no journal there, numbers begin at microseconds since 1970: beyond those of a journal that was lost
 */
export async function recoverSegments(folder: string, wallMs: number): Promise<Recovered> {
  const segments: Segment[] = []
  const firsts = await listSegments(folder)
  let next = await readFloor(folder)
  let last: LastRecord | undefined
  // From the newest back: it alone is read whole, those before it only up to their first record.
  for (const first of firsts.toReversed()) {
    const found = await inspect(folder, first, { isNewest: first === firsts.at(-1), beginningOnly: last !== undefined })
    if (found.next > next) next = found.next
    last ??= found.last
    if (found.bytes === 0) {
      await rm(segmentPath(folder, first))
      continue
    }
    // Of one that is damaged throughout it is known only that it lies before the following one.
    const begin = found.begin ?? segments[0] ?? { readingsBefore: Number.NaN, runMs: Number.NaN, wall: wallMs }
    const { readingsBefore, runMs, wall } = begin
    segments.unshift({ first, bytes: found.bytes, readingsBefore, runMs, wall })
  }
  const end = last ?? { readings: 0, runMs: 0, givenUp: 0, pointFloor: 0 }
  for (const [index, segment] of segments.entries()) {
    if (Number.isNaN(segment.runMs)) segments[index] = { ...segment, readingsBefore: end.readings, runMs: end.runMs }
  }
  if (firsts.length === 0) {
    const now = BigInt(Math.max(0, Math.round(wallMs))) * 1000n + 1n
    if (now > next) next = now
  }
  return { segments, next, ...end }
}

type LastRecord = Pick<Recovered, 'readings' | 'runMs' | 'givenUp' | 'pointFloor'>

interface Inspected {
  readonly next: bigint
  readonly bytes: number
  readonly begin: RecordHeader | undefined
  readonly last: LastRecord | undefined
}

async function inspect(
  folder: string,
  first: bigint,
  { isNewest, beginningOnly }: { readonly isNewest: boolean; readonly beginningOnly: boolean },
): Promise<Inspected> {
  const handle = await open(segmentPath(folder, first), 'r+')
  try {
    let bytes = (await handle.stat()).size
    const scanner = new SegmentScanner(handle, first)
    let begin: RecordHeader | undefined
    let end: RecordHeader | undefined
    let step = await scanner.next(NO_LIMIT)
    for (; step.kind === 'record' || step.kind === 'damage'; step = await scanner.next(NO_LIMIT)) {
      if (step.kind !== 'record') continue
      begin ??= step.header
      end = step.header
      if (beginningOnly) break
    }
    let next = scanner.expected
    if (step.kind === 'tail') {
      next += JUMP
      const tail = Buffer.alloc(step.to - step.from)
      await handle.read(tail, 0, tail.length, step.from)
      // Only the newest was being written when the last process ended.
      if (isNewest && isTorn(tail)) {
        await setAside(folder, handle, first, { from: step.from, to: step.to, kind: 'torn' })
        await handle.truncate(step.from)
        await handle.datasync()
        bytes = step.from
      }
    }
    return { next, bytes, begin, last: end && lastOf(end) }
  } finally {
    await handle.close()
  }
}

function lastOf({ readingsBefore, rows, runMs, givenUp, pointFloor }: RecordHeader): LastRecord {
  return { readings: readingsBefore + rows, runMs, givenUp, pointFloor }
}

async function readFloor(folder: string): Promise<bigint> {
  const text = await readFile(join(folder, FLOOR_FILE), 'utf8').catch(() => '')
  return /^\d{1,19}\s*$/.test(text) ? BigInt(text.trim()) : 0n
}
