import { setTimeout as sleep } from 'node:timers/promises'
import { DeviceError } from '../../driver.ts'
import { ModbusConnection } from './connection.ts'
import { modbusErrors } from './errors.ts'

/** How a session wants its requests sent. */
export interface Manner {
  /** For one request, all tries together. */
  readonly timeoutMs: number
  readonly tries: number
  readonly pauseMs: number
}

/**
 * What stands at one host and port, shared by all units behind it: gateways allow few sockets and answer one request at a
 * time, so there is one connection and one request in flight. It connects when first asked and again after a fault.
 */
export class Gateway {
  #connection: ModbusConnection | undefined
  #turn: Promise<void> = Promise.resolve()
  #users = 0

  constructor(
    readonly host: string,
    readonly port: number,
  ) {}

  /** Waits for its turn, then asks; sent again up to `tries` times when nothing comes back. */
  async ask<T>(
    request: (connection: ModbusConnection, timeoutMs: number, signal: AbortSignal) => Promise<T>,
    manner: Manner,
    signal: AbortSignal,
  ): Promise<T> {
    const before = this.#turn
    let done = () => {}
    const mine = new Promise<void>((resolve) => {
      done = resolve
    })
    // Who gives up waiting must not let the next one in before the request now in flight is over.
    this.#turn = before.then(() => mine)
    try {
      await unlessAborted(before, signal, `${this.host}:${this.port}`)
      return await this.#tries(request, manner, signal)
    } finally {
      done()
    }
  }

  use(): void {
    this.#users++
  }

  /** @returns true when nobody uses it any more; the connection is closed then */
  release(): boolean {
    this.#users--
    if (this.#users > 0) return false
    this.#connection?.close()
    return true
  }

  async #tries<T>(
    request: (connection: ModbusConnection, timeoutMs: number, signal: AbortSignal) => Promise<T>,
    manner: Manner,
    signal: AbortSignal,
  ): Promise<T> {
    const share = Math.max(1, Math.floor(manner.timeoutMs / manner.tries))
    for (let attempt = 1; ; attempt++) {
      if (signal.aborted) throw modbusErrors.aborted(`${this.host}:${this.port}`)
      try {
        if (!this.#connection?.isOpen) {
          this.#connection = await ModbusConnection.open(this.host, this.port, share, signal)
        } else if (manner.pauseMs > 0) {
          await sleep(manner.pauseMs)
        }
        return await request(this.#connection, share, signal)
      } catch (error) {
        const again = error instanceof DeviceError && error.retry && error.code !== 'aborted'
        if (!again || attempt >= manner.tries) throw error
      }
    }
  }
}

async function unlessAborted(wait: Promise<void>, signal: AbortSignal, host: string): Promise<void> {
  const stop = new AbortController()
  try {
    await Promise.race([
      wait,
      new Promise<never>((_resolve, reject) => {
        const abort = () => reject(modbusErrors.aborted(host))
        if (signal.aborted) abort()
        signal.addEventListener('abort', abort, { signal: stop.signal })
      }),
    ])
  } finally {
    stop.abort()
  }
}
