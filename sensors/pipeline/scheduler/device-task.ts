import type { DeviceStatus } from '../../../twin/model/collector-status.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import type { DeviceEntry } from '../../device-entry.ts'
import { DeviceError, type DeviceReading, type Session, type Subscription } from '../../driver.ts'
import type { Clock } from '../clock.ts'
import { messageOf } from '../errors.ts'
import { Circuit } from './circuit.ts'

export interface TaskParts {
  readonly entry: DeviceEntry
  /** The entry's URL as it may be shown. */
  readonly shownUrl: string
  readonly open: (entry: DeviceEntry, signal: AbortSignal) => Promise<Session>
  /** Resolves when the readings are accepted (on disk), rejects when they are not. */
  readonly deliver: (readings: readonly DeviceReading[]) => Promise<void>
  /** What is wrong with the readings of a device that answers. */
  readonly complaint: () => string | undefined
  readonly clock: Clock
}

export type Outcome = 'done' | 'failed' | 'aborted'

const CLOSE_MS = 3_000
const MOST_REST_MS = 60_000
const HOPELESS_REST_MS = 300_000

/** One line of the devices file at work: its session, its circuit, and how it fares. Everything here never throws. */
export class DeviceTask {
  /** Two entries of one thing are two tasks. */
  readonly key: string
  readonly intervalMs: number
  readonly #parts: TaskParts
  readonly #things: NonNullable<DeviceStatus['things']>
  readonly #circuit: Circuit
  #session: Session | undefined
  #listening: AbortController | undefined
  #isUnderWay = false
  #isClosed = false
  #profile: string | undefined
  #lastAnswer: EpochMs | undefined
  #lastPollMs: number | undefined
  #reason: string | undefined
  #closing: Promise<unknown> = Promise.resolve()

  constructor(parts: TaskParts) {
    const { entry } = parts
    this.#parts = parts
    this.key = `${entry.path} ${entry.url}`
    this.intervalMs = entry.intervalMs
    this.#things = [...new Set(Object.values(entry.map ?? {}))].filter((thing) => thing !== entry.path)
    this.#circuit = new Circuit({
      threshold: 3,
      firstRestMs: entry.intervalMs,
      mostRestMs: Math.max(MOST_REST_MS, entry.intervalMs),
      hopelessRestMs: Math.max(HOPELESS_REST_MS, entry.intervalMs),
    })
  }

  get isOpen(): boolean {
    return this.#session !== undefined
  }

  get hasAnswered(): boolean {
    return this.isOpen && this.#lastAnswer !== undefined
  }

  get isListening(): boolean {
    return this.#listening !== undefined
  }

  get isUnderWay(): boolean {
    return this.#isUnderWay
  }

  /** Whether there was a contact before. */
  get wasTried(): boolean {
    return this.#lastPollMs !== undefined
  }

  isAllowed(now: number): boolean {
    return this.#circuit.allows(now)
  }

  /** Opens a session and reads once, or begins to listen. */
  contact(stop: AbortSignal): Promise<Outcome> {
    return this.#attempt(stop, async (signal) => {
      // The device may allow one session: the last one must be gone.
      await this.#closing
      const opening = this.#parts.open(this.#parts.entry, signal)
      let session: Session
      try {
        session = await orAborted(opening, signal)
      } catch (error) {
        // A driver that comes back after its time must not leave a session behind on the device.
        opening.then((late) => late.close()).catch(() => undefined)
        throw error
      }
      if (this.#isClosed) {
        await session.close()
        throw new DeviceError('aborted', 'the collector was stopped', true)
      }
      this.#session = session
      this.#profile = session.identity.profile
      if (isSubscription(session)) this.#listen(session)
      else this.#take(await orAborted(session.gather(signal), signal))
    })
  }

  /** Reads once by the session that there is. */
  poll(stop: AbortSignal): Promise<Outcome> {
    const session = this.#session
    if (!session) return Promise.resolve('aborted')
    return this.#attempt(stop, async (signal) => this.#take(await orAborted(session.gather(signal), signal)))
  }

  status(): DeviceStatus {
    const { entry, shownUrl } = this.#parts
    const state = this.#state()
    const silence = state === 'down' ? 'nothing has come for a long time' : undefined
    const reason = this.#reason ?? silence ?? this.#refusals() ?? this.#parts.complaint()
    return {
      path: entry.path as DeviceStatus['path'],
      url: shownUrl,
      state,
      failures: this.#circuit.failures,
      intervalMs: entry.intervalMs,
      ...(this.#things.length === 0 ? {} : { things: this.#things }),
      ...(this.#profile === undefined ? {} : { profile: this.#profile }),
      ...(this.#lastAnswer === undefined ? {} : { lastAnswer: this.#lastAnswer }),
      ...(this.#lastPollMs === undefined ? {} : { lastPollMs: this.#lastPollMs }),
      ...(reason === undefined ? {} : { reason }),
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#listening?.abort()
    this.#endSession()
    await this.#closing
  }

  /** Parts that the device answers for, but not to us: a fault to mend, where what the profile does not know is none. */
  #refusals(): string | undefined {
    const refused = (this.#session?.leftOut ?? []).filter(({ why }) => why === 'refused').map(({ what }) => what)
    return refused.length === 0 ? undefined : `it does not let this user read ${refused.slice(0, 5).join(', ')}`
  }

  #state(): DeviceStatus['state'] {
    if (this.#circuit.isOpen) return 'down'
    if (this.#circuit.failures > 0) return 'late'
    if (this.#lastAnswer === undefined) return 'waiting'
    const silentMs = this.#parts.clock.wall() - this.#lastAnswer
    if (this.isListening && silentMs > Math.max(MOST_REST_MS, 6 * this.intervalMs)) return 'down'
    return silentMs > 3 * this.intervalMs ? 'late' : 'answering'
  }

  async #attempt(stop: AbortSignal, work: (signal: AbortSignal) => Promise<void>): Promise<Outcome> {
    const { clock, entry } = this.#parts
    const began = clock.monotonic()
    const limit = new AbortController()
    const abort = () => limit.abort()
    // A walk has many requests with the timeout each; all of them together have the interval, or the time of two requests.
    // Timers come before sockets: when we were late ourselves, an answer that waits to be read wins over the time that has run out.
    let ending: NodeJS.Immediate | undefined
    const callOff = clock.after(Math.max(entry.intervalMs, 2 * entry.timeoutMs), () => {
      ending = setImmediate(abort)
    })
    stop.addEventListener('abort', abort, { once: true })
    if (stop.aborted) abort()
    this.#isUnderWay = true
    try {
      await work(limit.signal)
      this.#circuit.succeeded()
      this.#reason = undefined
      return 'done'
    } catch (error) {
      if (stop.aborted) return 'aborted'
      this.#failed(limit.signal.aborted ? tookTooLong(entry) : error)
      return 'failed'
    } finally {
      this.#isUnderWay = false
      this.#lastPollMs = clock.monotonic() - began
      callOff()
      clearImmediate(ending)
      stop.removeEventListener('abort', abort)
    }
  }

  #failed(error: unknown): void {
    this.#reason = messageOf(error)
    this.#circuit.failed(this.#parts.clock.monotonic(), !(error instanceof DeviceError) || error.retry)
    // A probe begins anew: the device may have been exchanged while it was silent.
    if (this.#circuit.isOpen) this.#endSession()
  }

  #take(readings: readonly DeviceReading[]): void {
    this.#lastAnswer = this.#parts.clock.wall()
    // A poll that the journal refuses is lost; it was never accepted. The journal says so itself.
    this.#parts.deliver(readings).catch(() => undefined)
  }

  #listen(session: Subscription): void {
    const stop = new AbortController()
    this.#listening = stop
    const accept = async (readings: readonly DeviceReading[]) => {
      await this.#parts.deliver(readings)
      this.#lastAnswer = this.#parts.clock.wall()
    }
    session
      .listen(accept, stop.signal)
      .then(
        () => undefined,
        (error: unknown) => error,
      )
      .then((error) => {
        this.#listening = undefined
        if (stop.signal.aborted) return
        this.#failed(error ?? new DeviceError('protocol', 'the subscription ended by itself', true))
        this.#endSession()
      })
  }

  #endSession(): void {
    const session = this.#session
    this.#session = undefined
    if (!session) return
    const late = new Promise<void>((resolve) => {
      const callOff = this.#parts.clock.after(CLOSE_MS, resolve)
      const over = () => {
        callOff()
        resolve()
      }
      session.close().then(over, over)
    })
    this.#closing = late
  }
}

function isSubscription(session: Session): session is Subscription {
  return 'listen' in session
}

/** Rejects when the signal is aborted, even where a driver does not heed it. */
function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new DeviceError('aborted', 'it was stopped', true))
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

function tookTooLong({ intervalMs, timeoutMs }: DeviceEntry): DeviceError {
  const bound = Math.max(intervalMs, 2 * timeoutMs)
  return new DeviceError(
    'timeout',
    `the whole poll took longer than ${bound} ms; ask less often, or for fewer points`,
    true,
  )
}
