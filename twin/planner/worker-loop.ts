import { setImmediate as turn } from 'node:timers/promises'
import type { MessagePort } from 'node:worker_threads'
import type { Planner } from '../analysis/answers/planner.ts'
import type { EstateState } from '../analysis/build-out/estate-state.ts'
import { DayPlanners } from './day-planners.ts'
import type { Asked, FromPlanner, PlannerAnswer, ToPlanner } from './worker-messages.ts'

/**
 * The life of the planner's thread: takes one question after another until it is told to stop. Between two it hears what came meanwhile, so
 * that what nobody waits for any more is not computed.
 * @param mostDays how many other days are kept; asked once `open` has opened today
 */
export function servePlanner(
  port: MessagePort,
  open: () => Promise<Planner>,
  openOn?: (state: EstateState) => Promise<Planner>,
  mostDays?: () => number,
): void {
  const tell = (message: FromPlanner) => port.postMessage(message)
  const waiting: Asked[] = []
  const going = new Map<number, AbortController>()
  let isTaking = false
  let opened: Promise<DayPlanners> | undefined
  const begin = async (message: Asked) => {
    opened ??= open().then(
      (today) => new DayPlanners(today, openOn, mostDays?.()),
      (error: unknown) => {
        opened = undefined
        throw error
      },
    )
    const { id } = message
    const control = new AbortController()
    going.set(id, control)
    // Gives nothing back, whatever a port gives back of a message: what follows takes nothing for no planner.
    const refuse = (error: unknown): undefined => {
      tell({ type: 'refused', id, message: error instanceof Error ? error.message : String(error) })
    }
    const days = await opened.catch(refuse)
    const planner = await days?.of(message.state).catch(refuse)
    if (days && planner)
      void answerTo(days, planner, message, control.signal)
        .then((value) => tell({ type: 'result', id, value }), refuse)
        .finally(() => going.delete(id))
    else going.delete(id)
  }
  const takeAll = async () => {
    if (isTaking) return
    isTaking = true
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      await begin(next)
      await turn()
    }
    isTaking = false
  }
  port.on('message', (message: ToPlanner) => {
    if (message.call === 'stop') {
      waiting.length = 0
      for (const control of going.values()) control.abort()
      port.close()
    } else if (message.call === 'cancel') {
      const place = waiting.findIndex(({ id }) => id === message.id)
      if (place >= 0) waiting.splice(place, 1)
      going.get(message.id)?.abort()
    } else {
      waiting.push(message)
      void takeAll()
    }
  })
}

function answerTo(days: DayPlanners, planner: Planner, question: Asked, signal: AbortSignal): Promise<PlannerAnswer> {
  switch (question.call) {
    case 'chain':
      return planner.chain(question.path)
    case 'place':
      return planner.place(question.request, question.period)
    case 'unborne':
      return planner.unborne(question.watts, question.devices, question.period)
    case 'relieve':
      return planner.relieve(question.request, question.period, signal)
    case 'release':
      return planner.release(question.path, question.peaks, question.period, signal)
    case 'take':
      return days.take(question.measurements, question.rooms, question.lost).then(() => undefined)
    case 'reserve':
      return days.reserve(question.edits).then(() => undefined)
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
