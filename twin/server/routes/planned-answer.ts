import { type Day, dayAfter, type Period } from '../../model/day.ts'
import { ServerProblem } from '../errors.ts'

/** A day as the planner takes it; undefined of none. */
export function onDay(at: string | undefined): Period | undefined {
  const from = at as Day | undefined
  return from && { from, until: dayAfter(from) }
}

/** @throws ServerProblem unavailable where the planner cannot answer; one that it throws itself as it is */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ServerProblem) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new ServerProblem('unavailable', `The question could not be answered: ${why}`)
  }
}

/** JSON has neither NaN nor infinity: both become null. The server holds what it answers to the schema. */
export function asJson<View>(value: unknown): View {
  return JSON.parse(JSON.stringify(value)) as View
}
