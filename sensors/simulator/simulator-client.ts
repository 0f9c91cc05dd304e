import { Worker } from 'node:worker_threads'
import type { ActiveFault, FaultControl, FaultName } from '../../twin/model/fault-control.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import type { DeviceEntry } from '../device-entry.ts'
import { SimulatorError } from './simulator-error.ts'
import type { FromWorker, SimulatorSettings, ToWorker } from './worker-messages.ts'

interface Waiting {
  readonly resolve: (value: ActiveFault | readonly ActiveFault[] | undefined) => void
  readonly reject: (error: SimulatorError) => void
}

type Call<T = ToWorker> = T extends ToWorker ? Omit<T, 'id'> : never

/** The simulator in a thread of its own, seen from the server's: what it serves, and its faults. */
export class SimulatorClient implements FaultControl {
  /** What is served, for a collector. */
  readonly entries: readonly DeviceEntry[]
  /** Resolves when the thread has ended: undefined after `stop`, else why. */
  readonly ended: Promise<SimulatorError | undefined>
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #count = 0
  #isStopping = false

  private constructor(worker: Worker, entries: readonly DeviceEntry[]) {
    this.#worker = worker
    this.entries = entries
    worker.on('message', (message: FromWorker) => this.#settle(message))
    this.ended = new Promise((resolve) => {
      let cause: Error | undefined
      worker.once('error', (error) => {
        cause = error
      })
      worker.once('exit', (code) => {
        const why = this.#isStopping ? undefined : threadError(code, cause)
        for (const { reject } of this.#waiting.values()) reject(why ?? threadError(code, undefined))
        this.#waiting.clear()
        resolve(why)
      })
    })
  }

  /**
   * Starts the thread and waits until everything listens.
   * @param program the built sensors/simulator/main.ts; beside this program where absent
   * @throws SimulatorError when the estate cannot be loaded or a port cannot be had
   */
  static start(settings: SimulatorSettings, program?: URL): Promise<SimulatorClient> {
    const worker = new Worker(program ?? new URL('./simulator.mjs', import.meta.url), { workerData: settings })
    return new Promise((resolve, reject) => {
      const failed = (error: Error) => reject(threadError(1, error))
      worker.once('error', failed)
      worker.once('message', (message: FromWorker) => {
        worker.off('error', failed)
        if (message.type === 'ready') resolve(new SimulatorClient(worker, message.entries))
        else if (message.type === 'failed') reject(new SimulatorError(message.code, message.message))
      })
    })
  }

  async active(): Promise<readonly ActiveFault[]> {
    const faults = await this.#call({ call: 'active' })
    return Array.isArray(faults) ? (faults as readonly ActiveFault[]) : []
  }

  async inject(name: FaultName, path: ThingPath): Promise<ActiveFault> {
    return (await this.#call({ call: 'inject', name, path })) as ActiveFault
  }

  async clear(id: string): Promise<void> {
    await this.#call({ call: 'clear', fault: id })
  }

  /** Closes every port and ends the thread. */
  async stop(): Promise<void> {
    this.#isStopping = true
    const late = setTimeout(() => void this.#worker.terminate(), 5000)
    this.#call({ call: 'stop' }).catch(() => undefined)
    await this.ended
    clearTimeout(late)
  }

  #call(call: Call): Promise<ActiveFault | readonly ActiveFault[] | undefined> {
    const id = ++this.#count
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, ...call } satisfies ToWorker)
    })
  }

  #settle(message: FromWorker): void {
    if (message.type !== 'result' && message.type !== 'refused') return
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.type === 'result') waiting?.resolve(message.value)
    else waiting?.reject(new SimulatorError(message.code, message.message))
  }
}

function threadError(code: number, cause: Error | undefined): SimulatorError {
  return new SimulatorError(
    'worker',
    `the simulator's thread ended with ${code}${cause ? `: ${cause.message}` : ''}; start it again.`,
    cause ? { cause } : undefined,
  )
}
