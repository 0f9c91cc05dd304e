import WebSocket from 'ws'
import { decodeFrame, type Frame } from '../../protocol/frame.ts'
import { type PageMessage, type ServerMessage, serverMessage } from '../../protocol/live-message.ts'

/** A page's end of the live socket, for tests: keeps what came and waits for what should come. */
export class LiveClient {
  readonly messages: ServerMessage[] = []
  readonly frames: Frame[] = []
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly #waiting = new Set<() => void>()

  private constructor(readonly socket: WebSocket) {
    socket.binaryType = 'arraybuffer'
    socket.on('message', (data, isBinary) => {
      if (isBinary) this.frames.push(decodeFrame(data as ArrayBuffer))
      else this.messages.push(serverMessage.parse(JSON.parse(String(data))))
      for (const look of this.#waiting) look()
    })
    socket.on('error', () => undefined)
    this.closed = new Promise((resolve) => {
      socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }))
    })
  }

  /** @throws Error when the server refuses the upgrade */
  static async connect(url: string, headers: Readonly<Record<string, string>> = {}): Promise<LiveClient> {
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/live`, { headers, perMessageDeflate: false })
    const client = new LiveClient(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('open', resolve)
      socket.once('error', reject)
    })
    return client
  }

  say(message: PageMessage | string): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message))
  }

  /** The first thing that `find` finds, now or within two seconds. @throws Error when it does not come */
  until<T>(find: (client: LiveClient) => T | undefined, withinMs = 2_000): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(look)
        reject(new Error(`not within ${withinMs} ms; ${this.frames.length} frames, ${JSON.stringify(this.messages)}`))
      }, withinMs)
      const look = () => {
        const found = find(this)
        if (found === undefined) return
        clearTimeout(timer)
        this.#waiting.delete(look)
        resolve(found)
      }
      this.#waiting.add(look)
      look()
    })
  }

  close(): void {
    this.socket.terminate()
  }
}
