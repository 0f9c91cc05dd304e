import { Worker } from 'node:worker_threads'
import { ThreadCalls } from '../../twin/kit/thread-calls.ts'
import type { ActiveFault, FaultControl, FaultName } from '../../twin/model/fault-control.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import type { DeviceEntry } from '../device-entry.ts'
import { SimulatorError } from './simulator-error.ts'
import type { FromWorker, SimulatorSettings, ToWorker } from './worker-messages.ts'

type Answer = ActiveFault | readonly ActiveFault[] | undefined
type Calls = ThreadCalls<ToWorker, Answer, SimulatorError>

/** The simulator in a thread of its own, seen from the server's: what it serves, and its faults. */
export class SimulatorClient implements FaultControl {
  /** What is served, for a collector. */
  readonly entries: readonly DeviceEntry[]
  /** Resolves when the thread has ended: undefined after `stop`, else why. */
  readonly ended: Promise<SimulatorError | undefined>
  readonly #calls: Calls

  private constructor(calls: Calls, entries: readonly DeviceEntry[]) {
    this.#calls = calls
    this.entries = entries
    this.ended = calls.ended
  }

  /**
   * Starts the thread and waits until everything listens.
   * @param program the built sensors/simulator/main.ts; beside this program where absent
   * @throws SimulatorError when the estate cannot be loaded or a port cannot be had
   */
  static start(settings: SimulatorSettings, program?: URL): Promise<SimulatorClient> {
    const worker = new Worker(program ?? new URL('./simulator.mjs', import.meta.url), { workerData: settings })
    const calls: Calls = new ThreadCalls(worker, {
      name: "the simulator's thread",
      advice: 'start it again.',
      stopMs: 5_000,
      failure: (message, options) => new SimulatorError('worker', message, options),
    })
    return new Promise((resolve, reject) => {
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'ready') resolve(new SimulatorClient(calls, message.entries))
        else if (message.type === 'failed') reject(new SimulatorError(message.code, message.message))
        else if (message.type === 'result') calls.answer(message.id, message.value)
        else calls.refuse(message.id, new SimulatorError(message.code, message.message))
      })
      void calls.ended.then((why) => reject(why))
    })
  }

  async active(): Promise<readonly ActiveFault[]> {
    const faults = await this.#calls.call({ call: 'active' })
    return Array.isArray(faults) ? (faults as readonly ActiveFault[]) : []
  }

  async inject(name: FaultName, path: ThingPath): Promise<ActiveFault> {
    return (await this.#calls.call({ call: 'inject', name, path })) as ActiveFault
  }

  async clear(id: string): Promise<void> {
    await this.#calls.call({ call: 'clear', fault: id })
  }

  /** Closes every port and ends the thread. */
  stop(): Promise<void> {
    return this.#calls.stop({ call: 'stop' })
  }
}
