import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { type Clock, pause } from '../clock.ts'
import { PipelineError } from '../errors.ts'
import { type LockHolder, parseHolder, stateOf } from './lock-holder.ts'

/** How long a lock from elsewhere must stay as it is: six times the beat of its holder. */
export const SILENT_MS = 30_000
const LOOK_MS = 1_000
/** A longer gap between two looks (a disk that hangs, a machine that was halted) counts as no more: the holder may have hung too. */
const MOST_BETWEEN_MS = 2 * LOOK_MS

interface Standing {
  readonly path: string
  readonly text: string
  /** Modified at, nanoseconds by whichever clock the file system or the holder has: only compared with itself. */
  readonly touched: bigint
}
/** A lock, and behind it the claims of those who were about to take it over and ended before they had. */
export type Succession = readonly Standing[]

interface Watching {
  readonly clock: Clock
  /** Told that, and how long, it waits. */
  readonly say: (message: string) => void
  readonly signal?: AbortSignal | undefined
}

/**
 * The file whose making is the right to take over from a holder. Its name comes from what that holder wrote, so two who find the
 * same lock stale make the same file, which only one of them can.
 */
export function claimPath(path: string, text: string): string {
  return `${path}.after-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`
}

/** Who has the lock, then who has the right to it after them. Empty where there is no lock. */
export async function successionOf(path: string): Promise<Succession> {
  const succession: Standing[] = []
  for (let next = path; ; ) {
    const standing = await look(next)
    // A claim on what a claim of the same text says would be its own.
    if (!standing || succession.some((before) => before.path === standing.path)) return succession
    succession.push(standing)
    next = claimPath(path, standing.text)
  }
}

/**
 * Resolves with true when all of them are gone, with false when the lock has changed hands meanwhile. Processes of this machine and
 * container are looked up; others, whose clock may say anything, are watched for half a minute by the monotonic clock here.
 * @throws PipelineError journal-locked when one of them lives, or the signal ended the wait
 */
export async function areGone(
  succession: Succession,
  own: LockHolder,
  { clock, say, signal }: Watching,
): Promise<boolean> {
  const elsewhere: [Standing, LockHolder][] = []
  for (const standing of succession) {
    const holder = parseHolder(standing.text)
    if (!holder) continue
    const state = await stateOf(holder, own)
    if (state === 'lives') throw held(standing.path, `process ${holder.pid}`)
    if (state === 'elsewhere') elsewhere.push([standing, holder])
  }
  const [first] = elsewhere
  if (!first) return true
  say(
    `${first[0].path} names ${strangerOf(first[1])}. Waiting for ${SILENT_MS / 1_000} s to see whether it still touches that file; if not, it is taken over.`,
  )
  let watched = 0
  let lookedAt = clock.monotonic()
  while (watched < SILENT_MS) {
    await pause(clock, LOOK_MS, signal)
    for (const [standing, holder] of elsewhere) {
      const now = await look(standing.path)
      if (now?.text !== standing.text) return false
      if (now.touched !== standing.touched) throw held(standing.path, `${strangerOf(holder)}, which touches it`)
    }
    if (signal?.aborted)
      throw held(first[0].path, `${strangerOf(first[1])}, as far as was seen before the wait was ended`)
    const at = clock.monotonic()
    watched += Math.min(at - lookedAt, MOST_BETWEEN_MS)
    lookedAt = at
  }
  return true
}

function held(path: string, by: string): PipelineError {
  return new PipelineError(
    'journal-locked',
    `${path} is held by ${by}; one process at a time may write here. Stop it, or give this one another data folder.`,
  )
}

function strangerOf({ pid, where }: LockHolder): string {
  return `process ${pid} on another machine, in another container or of before the last boot (${where.split(' ')[0]})`
}

/** By an opened file: a network file system asks its server then, where it would answer a mere stat from what it remembers. */
async function look(path: string): Promise<Standing | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      const { mtimeNs } = await file.stat({ bigint: true })
      return { path, text: await file.readFile('utf8'), touched: mtimeNs }
    } finally {
      await file.close()
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
