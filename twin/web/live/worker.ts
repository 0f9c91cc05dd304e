import type { FromWorker, ToWorker } from './live-messages.ts'
import { LiveSocket } from './live-socket.ts'

/** The worker's own thread of execution: `self`, as far as it is used here. */
interface WorkerScope {
  postMessage(message: FromWorker, transfer: Transferable[]): void
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null
}

const scope = globalThis as unknown as WorkerScope
let socket: LiveSocket | undefined

scope.onmessage = ({ data }) => {
  switch (data.type) {
    case 'open':
      socket = new LiveSocket({
        url: data.url,
        connect: (url) => new WebSocket(url),
        tell: (message, transfer) => scope.postMessage(message, transfer),
      })
      break
    case 'say':
      socket?.say(data.message)
      break
    case 'taken':
      socket?.taken()
      break
    case 'retry':
      socket?.retryNow()
      break
  }
}
