import type { Server } from 'node:http'
import type { DeviceIdentity, DeviceReading, Subscription } from '../../driver.ts'

type Accept = (readings: readonly DeviceReading[]) => Promise<void>

/** Points whose newest reading is kept for `gather`. */
const MOST_NEWEST = 20_000

/** An open port. What is sent is answered with success only after `accept` has resolved. */
export class LineProtocolSession implements Subscription {
  readonly identity: DeviceIdentity
  readonly #newest = new Map<string, DeviceReading>()
  #server: Server | undefined
  #accept: Accept | undefined

  constructor(host: string) {
    this.identity = {
      profile: 'line-protocol',
      because: 'senders name their points by measurement and tags',
      generic: false,
      name: host,
    }
  }

  serve(server: Server): void {
    this.#server = server
  }

  /** @throws Error while nobody listens: senders keep what they have */
  async take(readings: readonly DeviceReading[]): Promise<void> {
    if (!this.#accept) throw new Error('nobody listens')
    await this.#accept(readings)
    for (const reading of readings) {
      if (this.#newest.size < MOST_NEWEST || this.#newest.has(reading.point)) this.#newest.set(reading.point, reading)
    }
  }

  async gather(): Promise<readonly DeviceReading[]> {
    return [...this.#newest.values()]
  }

  async listen(accept: Accept, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return
    this.#accept = accept
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
    this.#accept = undefined
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (!server) return
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeIdleConnections()
      // Requests under way are answered; who dawdles is cut off.
      setTimeout(() => server.closeAllConnections(), 500).unref()
    })
  }
}
