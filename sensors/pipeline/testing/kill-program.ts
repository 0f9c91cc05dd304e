// The program that the kill test kills: journal, points, sender and a store under load, in one process. Its argument is a KillPlan. It
// writes a line for each batch that the journal accepted.
import { writeSync } from 'node:fs'
import fsPromises, { type FileHandle, mkdir } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { join } from 'node:path'
import type { PointPath } from '../../../twin/model/path.ts'
import { openStore } from '../../stores/open-store.ts'
import { Journal } from '../journal/journal.ts'
import { JournalReader } from '../journal/journal-reader.ts'
import { emptyBatch } from '../journal/record.ts'
import { SharedPositions } from '../journal/shared-positions.ts'
import { PointFile } from '../points/point-file.ts'
import { DeadLetterLog } from '../sender/dead-letter-log.ts'
import { PositionFile } from '../sender/position-file.ts'
import { Sender } from '../sender/sender.ts'
import { FileStore } from './file-store.ts'
import { type KillPlan, killPoint, killValue, RUN_MS } from './kill-plan.ts'

const SEGMENT_BYTES = 48 * 1024

const plan: KillPlan = JSON.parse(process.argv[2] ?? '')
const random = seeded(plan.seed)
await mkdir(plan.folder, { recursive: true })
if (plan.fault) await arm(plan.fault)

const shared = SharedPositions.create()
const journalFolder = join(plan.folder, 'journal')
const journal = await Journal.open({
  ...{ folder: journalFolder, shared, segmentBytes: SEGMENT_BYTES },
  ...{ maxBytes: 1024 * 1024 * 1024, maxAgeMs: 86_400_000 },
})
const pointFile = await PointFile.open(plan.folder, journal.pointFloor)
const points = await PointFile.read(plan.folder)
const store =
  plan.store.kind === 'file'
    ? new FileStore(join(plan.folder, 'store.lines'), plan.store.keepsPosition, plan.store.refuses)
    : await openStore(plan.store, join(plan.folder, 'sender'), { points }, () => undefined)
const reader = new JournalReader(journalFolder, shared)
const sender = new Sender({
  ...{ reader, store, points, shared },
  deadLetters: new DeadLetterLog(join(plan.folder, 'dead-letters')),
  positionFile: new PositionFile(join(plan.folder, 'sender.position')),
})
const stop = new AbortController()
const sending = sender.run(stop.signal)
writeSync(1, 'open\n')
if (plan.load) await Promise.all([load(0), load(1)])
stop.abort()
await sending
const { refused, waiting } = sender.status()
const { quarantined, givenUp } = journal.status()
await store.close()
await reader.close()
await pointFile.close()
await journal.close()
writeSync(1, `done ${JSON.stringify({ refused, waiting, quarantined, givenUp })}\n`)

/** Two of them append at the same time, so that commits are groups. */
async function load(lane: number): Promise<void> {
  for (let count = lane * (RUN_MS / 2); count < (lane + 1) * (RUN_MS / 2); ) {
    const rows = 1 + Math.floor(random() ** 3 * 900)
    const last = Math.min(count + rows, (lane + 1) * (RUN_MS / 2))
    const batch = emptyBatch(last - count)
    const names = new Set<string>()
    for (let row = 0; row < batch.point.length; row++) names.add(killPoint(plan.run, count + row))
    const fresh = await pointFile.add(
      [...names].map((path) => ({ path: path as PointPath, quantity: 'power', unit: 'W' }) as const),
    )
    for (let row = 0; row < batch.point.length; row++) {
      batch.point[row] = pointFile.registry.indexOf(killPoint(plan.run, count + row)) ?? 0
      batch.at[row] = plan.begin + plan.run * RUN_MS + count + row
      batch.value[row] = killValue(plan.run, count + row)
    }
    await journal.append(batch, fresh)
    writeSync(1, `accepted ${count} ${last}\n`)
    count = last
  }
}

/** Makes the process kill itself at a call to the file system: nothing of it runs any more, as if the power went. */
async function arm({ call, nth, when }: NonNullable<KillPlan['fault']>): Promise<void> {
  let count = 0
  const wrap = (holder: Record<string, unknown>) => {
    const original = holder[call] as (...args: unknown[]) => Promise<unknown>
    holder[call] = async function wrapped(this: unknown, ...args: unknown[]) {
      const isIt = ++count === nth
      if (isIt && when === 'before') process.kill(process.pid, 'SIGKILL')
      const result = await original.apply(this, args)
      if (isIt) process.kill(process.pid, 'SIGKILL')
      return result
    }
  }
  const handle: FileHandle = await fsPromises.open(process.execPath, 'r')
  const prototype = Object.getPrototypeOf(handle) as Record<string, unknown>
  await handle.close()
  if (typeof prototype[call] === 'function') wrap(prototype)
  const all = fsPromises as unknown as Record<string, unknown>
  if (typeof all[call] === 'function') wrap(all)
  syncBuiltinESMExports()
}

/** mulberry32. */
function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
