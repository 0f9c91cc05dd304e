import type { MessagePort } from 'node:worker_threads'
import type { Planner } from '../analysis/answers/planner.ts'
import type { FromPlanner, PlannerAnswer, ToPlanner } from './worker-messages.ts'

/** The life of the planner's thread: answers one question after another until it is told to stop. */
export function servePlanner(port: MessagePort, open: () => Promise<Planner>): void {
  const tell = (message: FromPlanner) => port.postMessage(message)
  let opened: Promise<Planner> | undefined
  port.on('message', (message: ToPlanner) => {
    if (message.call === 'stop') {
      port.close()
      return
    }
    opened ??= open().catch((error: unknown) => {
      opened = undefined
      throw error
    })
    opened
      .then((planner) => answerTo(planner, message))
      .then(
        (value) => tell({ type: 'result', id: message.id, value }),
        (error: unknown) =>
          tell({ type: 'refused', id: message.id, message: error instanceof Error ? error.message : String(error) }),
      )
  })
}

function answerTo(planner: Planner, question: Exclude<ToPlanner, { call: 'stop' }>): Promise<PlannerAnswer> {
  switch (question.call) {
    case 'chain':
      return planner.chain(question.path)
    case 'place':
      return planner.place(question.request, question.period)
    case 'take':
      return planner.take(question.measurements, question.rooms).then(() => undefined)
    case 'reserve':
      return planner.reserve(question.edits).then(() => undefined)
    case 'figures':
      return planner.figures()
    case 'basis':
      return planner.basis()
    case 'fail':
      return planner.fail(question.paths, question.period)
    case 'capacity':
      return planner.capacity(question.paths, question.period)
  }
}
