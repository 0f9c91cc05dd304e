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
  if (question.call === 'chain') return planner.chain(question.path)
  if (question.call === 'figures') return planner.figures()
  if (question.call === 'place') return planner.place(question.request)
  return question.call === 'fail' ? planner.fail(question.paths) : planner.capacity(question.paths)
}
