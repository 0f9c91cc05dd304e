import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { pageMessage, type ServerMessage } from '../../protocol/live-message.ts'
import type { LiveHub, Viewer } from './live-hub.ts'

const MOST_SOCKETS = 200
/** A point view of 4,096 indexes of seven digits is 33 kB. */
export const MOST_MESSAGE_BYTES = 64 * 1024
/** Half of the silence after which a page takes its socket for dead; pings are not shown to pages, so it is told something too. */
const PING_EVERY_MS = 30_000
/** A page that turns its camera changes its views often, but not more often than this. */
const MESSAGES_A_SECOND = 20
const BURST = 100

/** WebSocket close codes, RFC 6455 7.4.1. */
const POLICY_VIOLATION = 1008
const TRY_AGAIN_LATER = 1013

/** The live socket at /live: JSON both ways, frames to the page. Guards (Host, Origin, sign-in) have been passed already. */
export function serveLiveSocket(
  app: FastifyInstance,
  hub: LiveHub,
  hello: () => ServerMessage,
  isStillIn: (request: FastifyRequest) => boolean,
): void {
  const alive = new WeakMap<WebSocket, boolean>()
  const requests = new WeakMap<WebSocket, FastifyRequest>()
  app.get('/live', { websocket: true }, (socket, request) => {
    if (app.websocketServer.clients.size > MOST_SOCKETS) {
      socket.close(TRY_AGAIN_LATER, `more than ${MOST_SOCKETS} pages are open`)
      return
    }
    const viewer = viewerOf(socket)
    let allowance = BURST
    let lastMessage = performance.now()
    alive.set(socket, true)
    requests.set(socket, request)
    socket.on('pong', () => alive.set(socket, true))
    socket.on('close', () => hub.leave(viewer))
    socket.on('error', () => socket.terminate())
    socket.on('message', (data, isBinary) => {
      const now = performance.now()
      allowance = Math.min(BURST, allowance + ((now - lastMessage) / 1000) * MESSAGES_A_SECOND) - 1
      lastMessage = now
      if (allowance < 0) {
        socket.close(POLICY_VIOLATION, `more than ${MESSAGES_A_SECOND} messages a second`)
        return
      }
      const refusal = isBinary ? { reason: 'binary messages are for the server to send' } : answer(String(data))
      if (refusal) hub.refuse(viewer, refusal)
    })
    hub.join(viewer, hello())

    function answer(text: string): { readonly view?: number; readonly reason: string } | undefined {
      let json: unknown
      try {
        json = JSON.parse(text)
      } catch {
        return { reason: 'the message is not JSON' }
      }
      const parsed = pageMessage.safeParse(json)
      if (!parsed.success) {
        const [issue] = parsed.error.issues
        return { reason: `${issue?.path.join('.') || 'message'}: ${issue?.message ?? 'not understood'}` }
      }
      const reason = hub.handle(viewer, parsed.data)
      return reason === undefined ? undefined : { view: parsed.data.view, reason }
    }
  })

  const pings = setInterval(() => {
    hub.remind()
    for (const socket of app.websocketServer.clients) {
      const request = requests.get(socket)
      if (alive.get(socket) === false) socket.terminate()
      else if (request && !isStillIn(request)) socket.close(POLICY_VIOLATION, 'the session is over')
      else {
        alive.set(socket, false)
        socket.ping()
      }
    }
  }, PING_EVERY_MS)
  app.addHook('onClose', async () => clearInterval(pings))
}

function viewerOf(socket: WebSocket): Viewer {
  return {
    get bufferedAmount() {
      return socket.bufferedAmount
    },
    send: (data) => {
      if (socket.readyState === socket.OPEN) socket.send(data)
    },
  }
}
