import type { MessagePort } from 'node:worker_threads'
import type { FromRisk, ToRisk } from './risk-messages.ts'
import { riskView } from './risk-source.ts'

type Asked = Extract<ToRisk, { call: 'risk' }>

/** The life of the risk's thread: one question after the other; what nobody waits for any more is not computed. */
export function serveRisk(port: MessagePort): void {
  const waiting: Asked[] = []
  let isTaking = false
  const takeOne = () => {
    const asked = waiting.shift()
    if (asked) port.postMessage(answerTo(asked))
    isTaking = waiting.length > 0
    if (isTaking) setImmediate(takeOne)
  }
  port.on('message', (message: ToRisk) => {
    if (message.call === 'risk') {
      waiting.push(message)
      // What came with it is heard first: it may take it back.
      if (!isTaking) setImmediate(takeOne)
      isTaking = true
      return
    }
    if (message.call === 'stop') {
      waiting.length = 0
      port.close()
      return
    }
    const place = waiting.findIndex(({ id }) => id === message.id)
    if (place >= 0) waiting.splice(place, 1)
  })
}

function answerTo({ id, ...asked }: Asked): FromRisk {
  try {
    return { type: 'result', id, value: riskView(asked) }
  } catch (error) {
    return { type: 'refused', id, message: error instanceof Error ? error.message : String(error) }
  }
}
