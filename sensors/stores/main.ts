import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import type { StoreSettings } from '../../twin/model/store-settings.ts'
import { epochMs } from '../../twin/model/units.ts'
import { makeBackup } from '../backup/make-backup.ts'
import { messageOf } from '../pipeline/errors.ts'
import { JournalReader } from '../pipeline/journal/journal-reader.ts'
import { SharedPositions } from '../pipeline/journal/shared-positions.ts'
import { PointFile } from '../pipeline/points/point-file.ts'
import { DeadLetterLog } from '../pipeline/sender/dead-letter-log.ts'
import { PositionFile } from '../pipeline/sender/position-file.ts'
import { Sender } from '../pipeline/sender/sender.ts'
import { LateStore } from './late-store.ts'
import { openStore } from './open-store.ts'
import type { FromStorage, StorageCall, StorageCalls, StorageSettings, ToStorage } from './worker-messages.ts'

const MAINTAIN_MS = 60_000
/** Less than the four seconds after which the thread is ended from outside. */
const DRAIN_MS = 2_500
const FIRST_TRY_MS = 5_000

type Handlers = {
  readonly [Name in StorageCall]: (ask: StorageCalls[Name]['ask']) => Promise<StorageCalls[Name]['answer']>
}

/** The life of the storage thread: send, roll up, answer, until told to stop. */
async function serveStorage(port: MessagePort, settings: StorageSettings): Promise<void> {
  const { dataFolder, estateFolder, store: choice } = settings
  const tell = (message: FromStorage) => port.postMessage(message)
  const log = (message: string) => tell({ type: 'log', message })
  const shared = new SharedPositions(settings.shared)
  const points = await PointFile.read(dataFolder)
  const stateFolder = join(dataFolder, 'sender', nameOf(choice))
  const store = new LateStore(() => openStore(choice, stateFolder, { points }, log))
  const deadLetters = new DeadLetterLog(join(dataFolder, 'dead-letters'), settings.deadLetters?.maxBytes, log)
  const positionFile = new PositionFile(join(stateFolder, 'position'))
  const reader = new JournalReader(join(dataFolder, 'journal'), shared, log)
  const lookUpPoints = async () => {
    for (const point of (await PointFile.read(dataFolder)).from(0)) points.place(point)
  }
  await deadLetters.open().catch((error: unknown) => log(`Dead letters cannot be read: ${messageOf(error)}`))
  const sender = new Sender({ reader, store, points, lookUpPoints, deadLetters, positionFile, shared, log })
  const stop = new AbortController()
  const sending = sender.run(stop.signal)
  const upkeep = startUpkeep(store, log)
  const handlers: Handlers = {
    latest: (ask) => store.latest(ask),
    history: (ask) => store.history(ask),
    quantiles: (ask) => store.quantiles(ask),
    keptSince: () => store.keptSince(),
    status: async () => {
      // What is not known is not told; why is in the log, and again when a letter cannot be written.
      const letters = await deadLetters.status().catch(() => undefined)
      return { ...sender.status(), ...(letters === undefined ? {} : { deadLetters: letters }) }
    },
    deadLetters: (ask) => deadLetters.list(ask),
    backup: async (folder) => {
      const embedded = choice.kind === 'duckdb' ? choice.folder : undefined
      const source = { dataFolder, estateFolder, storeFolder: embedded, position: () => shared.synced }
      await makeBackup({ ...source, copyStore: (into) => store.backup(into) }, folder)
      return undefined
    },
    stop: async () => {
      stop.abort()
      await Promise.race([sending, after(DRAIN_MS)])
      await upkeep.stop()
      await store.close()
      await reader.close()
      return undefined
    },
  }
  port.on('message', (message: ToStorage) => {
    answer(handlers, message).then(
      (result) => {
        tell({ type: 'result', id: message.id, answer: result })
        if (message.call === 'stop') port.close()
      },
      (error: unknown) => {
        tell({ type: 'refused', id: message.id, message: messageOf(error) })
        if (message.call === 'stop') port.close()
      },
    )
  })
  // One try, so that whoever starts this finds an open store where there is one; the sender goes on trying.
  await Promise.race([store.position().catch(() => undefined), after(FIRST_TRY_MS)])
  tell({ type: 'ready' })
}

function answer<Name extends StorageCall>(
  handlers: Handlers,
  message: { readonly call: Name; readonly ask: StorageCalls[Name]['ask'] },
): Promise<StorageCalls[Name]['answer']> {
  return handlers[message.call](message.ask)
}

/** Rolls up and lets go what is past its retention, once a minute, beside the writing. */
function startUpkeep(store: LateStore, log: (message: string) => void): { stop(): Promise<void> } {
  let working = Promise.resolve()
  const timer = setInterval(() => {
    working = working.then(async () => {
      try {
        await store.maintain(epochMs(Date.now()))
      } catch (error) {
        log(`The store could not roll up: ${messageOf(error)}`)
      }
    })
  }, MAINTAIN_MS)
  return {
    async stop() {
      clearInterval(timer)
      await working
    },
  }
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref())
}

/** Each store has its own position: one that is new to this journal gets all of it. */
function nameOf(store: StoreSettings): string {
  const where = store.kind === 'duckdb' ? store.folder : [store.url, store.database, store.retentionPolicy].join(' ')
  return `${store.kind}-${createHash('sha256').update(where).digest('hex').slice(0, 16)}`
}

if (parentPort) await serveStorage(parentPort, workerData as StorageSettings)
