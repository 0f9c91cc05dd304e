import { ServerProblem } from '../errors.ts'

/** Seconds after which some of those that wait will have been answered. */
const AGAIN_AFTER = 5

/** One more question would wait longer than anybody waits. */
export function tooManyWait(what: string, waiting: number): ServerProblem {
  return new ServerProblem(
    'unavailable',
    `${waiting} questions for ${what} wait already, and each takes a processor for seconds. Ask again when some are answered.`,
    { retryAfterSeconds: AGAIN_AFTER },
  )
}
