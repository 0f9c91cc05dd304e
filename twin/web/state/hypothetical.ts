import { HEALTH, healthCode } from '../../model/health.ts'
import type { FailView } from '../../protocol/planning.ts'
import type { WebEstate } from './web-estate.ts'

/** Which moment of a failure is looked at: while batteries last, or when they are empty. */
export const MOMENTS = ['atOnce', 'later'] as const
export type Moment = (typeof MOMENTS)[number]

/** The answer at a moment; at once, where nothing changes later. */
export function answerAt({ atOnce, later }: FailView, moment: Moment): FailView['atOnce'] {
  return moment === 'later' && later ? later.answer : atOnce
}

/**
 * A health column as it would be: what is lost or goes down is critical, what is overloaded, throttled or robbed of its redundancy is a
 * warning, all else that takes part in health is ok. What holds things has the worst of them.
 *
 * @param live the health column as it is: what has no value there takes no part
 */
export function hypotheticalHealth(
  estate: WebEstate,
  live: Float32Array,
  { lost }: Pick<FailView, 'lost'>,
  { places, overloads, trips, chain }: Pick<FailView['atOnce'], 'places' | 'overloads' | 'trips' | 'chain'>,
): Float32Array {
  const column = live.map((code) => (code >= 0 && code < HEALTH.length ? healthCode('ok') : code))
  const mark = (path: string, code: number) => {
    for (let thing = estate.find(path); thing; thing = estate.parent(thing)) {
      if (!((column[thing.index] ?? Number.NaN) >= code)) column[thing.index] = code
    }
  }
  const [warning, critical] = [healthCode('warning'), healthCode('critical')]
  for (const { path } of overloads) mark(path, warning)
  for (const { path, down } of places) mark(path, down > 0 ? critical : warning)
  for (const { path, does } of trips) mark(path, does === 'opens' ? critical : warning)
  const markAll = (path: string) => {
    mark(path, critical)
    for (const child of estate.children(path)) markAll(child.path)
  }
  for (const { hasPower, path } of chain) if (!hasPower) mark(path, critical)
  for (const path of lost) markAll(path)
  return column
}
