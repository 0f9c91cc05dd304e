import { Worker } from 'node:worker_threads'
import { type Question, ThreadCalls } from '../../twin/kit/thread-calls.ts'
import type { CollectorStatus } from '../../twin/model/collector-status.ts'
import type { DeadLetterSource } from '../../twin/model/dead-letter.ts'
import type { TelemetryStore } from '../../twin/model/store.ts'
import { StorageError } from './storage-error.ts'
import type { FromStorage, StorageCall, StorageCalls, StorageSettings, ToStorage } from './worker-messages.ts'

type Answer = StorageCalls[StorageCall]['answer']

/** How long `stop` may take: what is accepted stays in the journal for the next start. With the collector's six seconds, ten. */
const STOP_MS = 4_000

/** The storage thread seen from the server's: it sends the journal to the store, rolls up, answers history. */
export class StorageClient {
  /** Questions to the store. They are refused with StorageError while it cannot be reached. */
  readonly store: Pick<TelemetryStore, 'latest' | 'history' | 'quantiles' | 'keptSince'>
  readonly deadLetters: DeadLetterSource
  /** Resolves when the thread has ended: undefined after `stop`, else why. */
  readonly ended: Promise<StorageError | undefined>
  readonly #calls: ThreadCalls<ToStorage, Answer, StorageError>

  private constructor(worker: Worker, log: (message: string) => void) {
    this.#calls = new ThreadCalls(worker, {
      name: 'the storage thread',
      advice: 'what was accepted is in the journal. Start again.',
      stopMs: STOP_MS,
      failure: (message, options) => new StorageError(message, options),
    })
    this.ended = this.#calls.ended
    this.store = {
      latest: (points) => this.#call('latest', points),
      history: (query) => this.#call('history', query),
      quantiles: (query) => this.#call('quantiles', query),
      keptSince: () => this.#call('keptSince', undefined),
    }
    this.deadLetters = { list: (limit) => this.#call('deadLetters', limit) }
    worker.on('message', (message: FromStorage) => {
      if (message.type === 'log') log(message.message)
      else if (message.type === 'result') this.#calls.answer(message.id, message.answer)
      else if (message.type === 'refused') this.#calls.refuse(message.id, new StorageError(message.message))
    })
  }

  /**
   * Starts the thread and waits until it listens: until the store is open, or has failed to open once. It is tried again for as long
   * as it takes, and `status` says why it does not open.
   * @param program the built sensors/stores/main.ts; beside this program where absent
   * @param log messages for people who run the server
   * @throws StorageError when the thread itself cannot start
   */
  static start(
    settings: StorageSettings,
    program?: URL,
    log: (message: string) => void = () => undefined,
  ): Promise<StorageClient> {
    const worker = new Worker(program ?? new URL('./storage.mjs', import.meta.url), { workerData: settings })
    const client = new StorageClient(worker, log)
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromStorage) => {
        if (message.type === 'ready') resolve(client)
      })
      void client.ended.then((why) => reject(why ?? new StorageError('the storage thread was stopped')))
    })
  }

  status(): Promise<CollectorStatus['store']> {
    return this.#call('status', undefined)
  }

  /**
   * Copies journal, points, store, alarms and estate into a folder that is empty or not there, while all goes on. See docs/journal.md.
   * @throws StorageError
   */
  async backup(folder: string): Promise<void> {
    await this.#call('backup', folder)
  }

  /** Sends what is accepted, closes the store, ends the thread; within four seconds, whatever the store does. */
  stop(): Promise<void> {
    return this.#calls.stop({ call: 'stop', ask: undefined })
  }

  async #call<Name extends StorageCall>(
    call: Name,
    ask: StorageCalls[Name]['ask'],
  ): Promise<StorageCalls[Name]['answer']> {
    return (await this.#calls.call({ call, ask } as Question<ToStorage>)) as StorageCalls[Name]['answer']
  }
}
