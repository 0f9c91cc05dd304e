import type { MessagePort } from 'node:worker_threads'
import { serveQuestions } from '../aside/serve-questions.ts'
import type { FromRisk, ToRisk } from './risk-messages.ts'
import { riskView } from './risk-source.ts'

type Asked = Extract<ToRisk, { call: 'risk' }>

/** The life of the thread that runs programmes again and again. */
export function serveRisk(port: MessagePort): void {
  serveQuestions<Asked>(port, (asked): FromRisk => {
    const { id } = asked
    try {
      return { type: 'result', id, value: riskView(asked) }
    } catch (error) {
      return { type: 'refused', id, message: error instanceof Error ? error.message : String(error) }
    }
  })
}
