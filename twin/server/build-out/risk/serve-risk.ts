import type { MessagePort } from 'node:worker_threads'
import type { Programme } from '../../../model/programme.ts'
import type { WrittenEntry } from '../../../model/programme-book.ts'
import type { FromRisk, ToRisk } from './risk-messages.ts'
import { riskView } from './risk-source.ts'

type Asked = Extract<ToRisk, { call: 'risk' | 'read' }>

/** Read files. @throws Error with all that is wrong in it */
interface FileReaders {
  programme(bytes: Uint8Array, name: string): Programme
  progress(bytes: Uint8Array, name: string): readonly WrittenEntry[]
}

/** The life of the thread that works on programmes: one question after the other; what nobody waits for any more is not computed. */
export function serveRisk(port: MessagePort, read: FileReaders): void {
  const waiting: Asked[] = []
  let isTaking = false
  const takeOne = () => {
    const asked = waiting.shift()
    if (asked) port.postMessage(answerTo(asked, read))
    isTaking = waiting.length > 0
    if (isTaking) setImmediate(takeOne)
  }
  port.on('message', (message: ToRisk) => {
    if (message.call === 'risk' || message.call === 'read') {
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

function answerTo(asked: Asked, read: FileReaders): FromRisk {
  const { id } = asked
  try {
    const value = asked.call === 'read' ? read[asked.what](asked.bytes, asked.name) : riskView(asked)
    return { type: 'result', id, value }
  } catch (error) {
    return { type: 'refused', id, message: error instanceof Error ? error.message : String(error) }
  }
}
