import type { MessagePort } from 'node:worker_threads'

type Control = { readonly id: number; readonly call: 'cancel' | 'stop' }

/**
 * The life of a thread that answers one question after the other; what nobody waits for any more is not begun.
 * @param answer posts nothing itself; never rejects
 */
export function serveQuestions<Asked extends { readonly id: number; readonly call: string }>(
  port: MessagePort,
  answer: (asked: Asked) => unknown,
): void {
  const waiting: Asked[] = []
  let isTaking = false
  const takeOne = async () => {
    const asked = waiting.shift()
    if (asked) port.postMessage(await answer(asked))
    isTaking = waiting.length > 0
    if (isTaking) setImmediate(takeOne)
  }
  port.on('message', (message: Asked | Control) => {
    if (message.call === 'stop') {
      waiting.length = 0
      port.close()
    } else if (message.call === 'cancel') {
      const place = waiting.findIndex(({ id }) => id === message.id)
      if (place >= 0) waiting.splice(place, 1)
    } else {
      waiting.push(message as Asked)
      // What came with it is heard first: it may take it back.
      if (!isTaking) setImmediate(takeOne)
      isTaking = true
    }
  })
}
