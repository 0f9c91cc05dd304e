import { decodeFrame } from '../../protocol/frame.ts'
import type { PageMessage, ServerMessage } from '../../protocol/live-message.ts'
import { LatestBuffer } from './latest-buffer.ts'
import type { FromWorker, Subscription } from './live-messages.ts'

/** Pauses before the next try, the last one for ever: quick at first, kind to a server that comes back with many pages waiting. */
const RECONNECT_MS = [1_000, 5_000, 5_000, 10_000, 10_000, 30_000] as const
/** A socket that says nothing for so long is taken for dead (a laptop that slept, a cable pulled): the server says something twice as often. */
const SILENCE_MS = 60_000

/** The part of `WebSocket` used here. */
export interface SocketLike {
  binaryType: 'arraybuffer' | 'blob'
  readonly readyState: number
  send(text: string): void
  close(): void
  addEventListener(type: 'open' | 'close' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
}

export interface LiveSocketOptions {
  readonly url: string
  readonly connect: (url: string) => SocketLike
  /** To the page; the buffers named may be transferred. */
  readonly tell: (message: FromWorker, transfer: ArrayBuffer[]) => void
  /** @default RECONNECT_MS */
  readonly pauses?: readonly number[]
}

const OPEN = 1

/**
 * The page's one socket: keeps the subscriptions over reconnects, merges frames until the page has taken the last ones, and says
 * how the connection stands.
 */
export class LiveSocket {
  readonly #options: LiveSocketOptions
  readonly #pauses: readonly number[]
  readonly #views = new Map<number, Subscription>()
  readonly #buffer = new LatestBuffer()
  #socket: SocketLike | undefined
  #attempt = 0
  #pageIsBusy = false
  #retry: ReturnType<typeof setTimeout> | undefined
  #silence: ReturnType<typeof setTimeout> | undefined

  constructor(options: LiveSocketOptions) {
    this.#options = options
    this.#pauses = options.pauses ?? RECONNECT_MS
    this.#connect()
  }

  say(message: PageMessage): void {
    this.#buffer.forgetView(message.view)
    if (message.type === 'subscribe') this.#views.set(message.view, message)
    else this.#views.delete(message.view)
    if (this.#socket?.readyState === OPEN) this.#socket.send(JSON.stringify(message))
  }

  taken(): void {
    this.#pageIsBusy = false
    this.#flush()
  }

  /** Begins a try now, in place of one to come or one that hangs; a connection that stands is left alone. */
  retryNow(): void {
    const socket = this.#socket
    if (socket?.readyState === OPEN) return
    clearTimeout(this.#retry)
    this.#socket = undefined
    socket?.close()
    this.#connect()
  }

  close(): void {
    clearTimeout(this.#retry)
    clearTimeout(this.#silence)
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }

  #connect(): void {
    this.#retry = undefined
    const socket = this.#options.connect(this.#options.url)
    this.#socket = socket
    socket.binaryType = 'arraybuffer'
    // A try may hang as well: a browser waits for minutes.
    this.#heard()
    socket.addEventListener('open', () => {
      if (socket !== this.#socket) return
      this.#heard()
      for (const view of this.#views.values()) socket.send(JSON.stringify(view))
    })
    socket.addEventListener('message', ({ data }) => {
      if (socket !== this.#socket) return
      this.#heard()
      if (data instanceof ArrayBuffer) this.#onFrame(data)
      else this.#onText(String(data))
    })
    socket.addEventListener('close', () => this.#onClose(socket))
    // A failed connection is reported as an error and then closes: closing is what counts.
    socket.addEventListener('error', () => undefined)
  }

  #onFrame(data: ArrayBuffer): void {
    try {
      this.#buffer.add(decodeFrame(data))
    } catch (error) {
      this.#options.tell({ type: 'refused', reason: error instanceof Error ? error.message : String(error) }, [])
      return
    }
    this.#flush()
  }

  #onText(text: string): void {
    let message: ServerMessage
    try {
      message = JSON.parse(text)
    } catch {
      this.#options.tell({ type: 'refused', reason: `not JSON: ${text.slice(0, 80)}` }, [])
      return
    }
    if (message.type === 'hello') {
      this.#attempt = 0
      this.#options.tell({ type: 'hello', estate: message.estate, serverTime: message.serverTime }, [])
      this.#options.tell({ type: 'state', state: 'live', attempt: 0, retryInMs: 0 }, [])
    } else if (message.type === 'alarms') {
      const { revision, critical, warning } = message
      this.#options.tell({ type: 'alarms', revision, critical, warning }, [])
    } else if (message.type === 'cloud') {
      this.#options.tell({ type: 'cloud', revision: message.revision }, [])
    } else {
      this.#options.tell({ type: 'refused', reason: message.reason }, [])
    }
  }

  #onClose(socket: SocketLike): void {
    if (socket !== this.#socket) return
    this.#socket = undefined
    clearTimeout(this.#silence)
    const retryInMs = this.#pauses[Math.min(this.#attempt, this.#pauses.length - 1)] ?? 30_000
    this.#attempt++
    this.#options.tell({ type: 'state', state: 'lost', attempt: this.#attempt, retryInMs }, [])
    this.#retry = setTimeout(() => this.#connect(), retryInMs)
  }

  #heard(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(() => {
      const socket = this.#socket
      if (!socket) return
      // `close` would wait for an answer that a dead peer never gives: count it as closed at once.
      socket.close()
      this.#onClose(socket)
    }, SILENCE_MS)
  }

  #flush(): void {
    if (this.#pageIsBusy || this.#buffer.isEmpty) return
    const { updates, skipped } = this.#buffer.take()
    this.#pageIsBusy = true
    const transfer = updates.flatMap(({ ids, values }) => [ids.buffer as ArrayBuffer, values.buffer as ArrayBuffer])
    this.#options.tell({ type: 'updates', updates, skipped }, transfer)
  }
}
