import { snmpErrors } from './errors.ts'
import { RequestFailure } from './failure.ts'
import type { Requester } from './requester.ts'
import { isNothing, type Varbind } from './varbind.ts'

/** What came for a variable: it, that the device has none such, or that this part of the question failed. */
export type Answer = Varbind | 'nothing' | 'failed'

/** How many variables the device answers at once; learned from its failures. */
export interface GetSize {
  now: number
  /** The most that has been answered: a timeout below says nothing about the size. */
  proven: number
}

interface Round {
  readonly answers: Map<string, Answer>
  failure: Error | undefined
}

/**
 * GETs all the variables in as few requests as the device can answer. What it refuses is taken apart until the rest is read:
 * smaller requests on tooBig and on silence to a large one, without the blamed variable on noSuchName (what a v1 agent says)
 * and other errors.
 * @throws DeviceError timeout where it is silent, refused where it lets nothing be read, and what the requester throws
 */
export async function readMany(
  requester: Requester,
  oids: readonly string[],
  size: GetSize,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Answer>> {
  const round: Round = { answers: new Map(), failure: undefined }
  for (let from = 0; from < oids.length; ) {
    const chunk = oids.slice(from, from + size.now)
    from += chunk.length
    await readChunk(requester, chunk, size, signal, round)
  }
  if (round.failure && ![...round.answers.values()].some((answer) => answer !== 'failed')) throw round.failure
  return round.answers
}

async function readChunk(
  requester: Requester,
  chunk: readonly string[],
  size: GetSize,
  signal: AbortSignal,
  round: Round,
): Promise<void> {
  if (chunk.length === 0) return
  try {
    const columns = await requester.ask({ kind: 'get', oids: chunk }, signal)
    size.proven = Math.max(size.proven, chunk.length)
    for (const [at, oid] of chunk.entries()) {
      const varbind = columns[at]?.[0]
      if (varbind?.oid !== oid) round.answers.set(oid, 'failed')
      else round.answers.set(oid, isNothing(varbind) ? 'nothing' : varbind)
    }
  } catch (error) {
    if (!(error instanceof RequestFailure)) throw error
    await recover(requester, chunk, size, signal, round, error)
  }
}

async function recover(
  requester: Requester,
  chunk: readonly string[],
  size: GetSize,
  signal: AbortSignal,
  round: Round,
  failure: RequestFailure,
): Promise<void> {
  const again = (part: readonly string[]) => readChunk(requester, part, size, signal, round)
  const { kind, oid } = failure
  if (kind === 'timeout') {
    if (chunk.length <= size.proven || chunk.length === 1) throw requester.timeout()
    // Silent to everything, or only to so large a question? One variable tells.
    await again(chunk.slice(0, 1))
    size.now = Math.max(1, chunk.length >> 1)
    for (let from = 1; from < chunk.length; from += size.now) await again(chunk.slice(from, from + size.now))
    return
  }
  if (kind === 'too-big') size.now = Math.max(1, Math.min(size.now, chunk.length >> 1))
  if (chunk.length === 1) {
    round.answers.set(chunk[0] ?? '', kind === 'no-such-name' ? 'nothing' : 'failed')
    round.failure ??=
      kind === 'no-access'
        ? snmpErrors.refused(requester.host, chunk[0] ?? '')
        : snmpErrors.failed(requester.host, failure.status)
    return
  }
  if (kind !== 'too-big' && oid !== undefined && chunk.includes(oid)) {
    await again([oid])
    await again(chunk.filter((other) => other !== oid))
    return
  }
  const half = chunk.length >> 1
  await again(chunk.slice(0, half))
  await again(chunk.slice(half))
}
