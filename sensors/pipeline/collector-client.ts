import { Worker } from 'node:worker_threads'
import { ThreadCalls } from '../../twin/kit/thread-calls.ts'
import type { Batch } from '../../twin/model/batch.ts'
import type { LiveFeed } from '../../twin/model/live-feed.ts'
import type { CollectorSettings, FromCollector, OwnStatus, ToCollector } from './collector-messages.ts'
import { PipelineError } from './errors.ts'
import { decodePoints } from './points/point-codec.ts'
import { PointRegistry } from './points/point-registry.ts'

/**
 * How long `stop` may take before the thread is ended by force. What is accepted is on disk whatever happens. Together with the store's
 * (sensors/stores/storage-client.ts), which is stopped after it, ten seconds.
 */
const STOP_MS = 6_000

/** The collector in a thread of its own, seen from the server's: readings as they are accepted, and how the devices fare. */
export class CollectorClient {
  readonly live: LiveFeed
  /** Resolves when the thread has ended: undefined after `stop`, else why. */
  readonly ended: Promise<PipelineError | undefined>
  readonly #calls: ThreadCalls<ToCollector, OwnStatus | undefined, PipelineError>
  readonly #log: (message: string) => void
  readonly #registry = new PointRegistry()
  readonly #listeners = new Set<(batch: Batch) => void>()

  private constructor(worker: Worker, log: (message: string) => void) {
    this.#log = log
    this.live = {
      points: this.#registry,
      subscribe: (listener) => {
        this.#listeners.add(listener)
        return () => this.#listeners.delete(listener)
      },
    }
    this.#calls = new ThreadCalls(worker, {
      name: "the collector's thread",
      advice: 'what was accepted is in the journal. Start again.',
      stopMs: STOP_MS,
      failure: (message, options) => new PipelineError('thread', message, options),
    })
    this.ended = this.#calls.ended
  }

  /**
   * Starts the thread and waits until the journal is open and every point known before is in `live.points`. Devices are contacted from then on.
   * @param program the built sensors/pipeline/main.ts; beside this program where absent
   * @param log messages for people who run the server
   * @throws PipelineError when the journal is locked or cannot be read, or a profile is faulty
   */
  static start(
    settings: CollectorSettings,
    program?: URL,
    log: (message: string) => void = () => undefined,
  ): Promise<CollectorClient> {
    const worker = new Worker(program ?? new URL('./collector.mjs', import.meta.url), { workerData: settings })
    const client = new CollectorClient(worker, log)
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromCollector) => {
        if (message.type === 'failed') reject(new PipelineError(message.code, message.message))
        else client.#take(message)
        if (message.type === 'ready') resolve(client)
      })
      void client.ended.then((why) => reject(why ?? new PipelineError('thread', 'the collector was stopped')))
    })
  }

  /** @throws PipelineError thread where there is no thread any more */
  async status(): Promise<OwnStatus> {
    const status = await this.#calls.call({ call: 'status' })
    if (!status) throw new PipelineError('thread', 'the collector gave no status')
    return status
  }

  /** Ends the sessions on the devices, syncs what was read, ends the thread; within six seconds, whatever the devices do. */
  stop(): Promise<void> {
    return this.#calls.stop({ call: 'stop' })
  }

  #take(message: FromCollector): void {
    if (message.type === 'batch') {
      if (message.points) this.#learn(message.points)
      for (const listener of this.#listeners) listener(message.batch)
    } else if (message.type === 'ready') this.#learn(message.points)
    else if (message.type === 'log') this.#log(message.message)
    else if (message.type === 'result') this.#calls.answer(message.id, message.status)
  }

  #learn(points: Uint8Array): void {
    for (const point of decodePoints(points)) {
      if (!this.#registry.place(point)) this.#log(`The point ${point.definition.path} has another index than before.`)
    }
  }
}
