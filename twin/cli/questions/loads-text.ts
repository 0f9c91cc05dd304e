import type { Estimate } from '../../analysis/reconcile/estimate.ts'
import { obtainedCounts } from '../../analysis/reconcile/measured-loads.ts'
import { DECLARED } from './estate-questions.ts'
import { count, power, time } from './figures-text.ts'
import type { KnownLoads } from './known-loads.ts'

const WORDS = {
  measured: 'measured',
  allocated: 'a share of a meter above',
  sum: 'the sum of what is below',
  neighbour: 'like a neighbour',
  typical: 'usual draw of the type',
  nameplate: 'nameplate',
  assumed: 'assumed',
  unknown: 'not known',
} as const satisfies Record<Estimate['how'], string>

/** Said below every answer: where its loads come from. */
export function loadsText({ from, reconciled, server }: KnownLoads): string {
  if (from === 'declared') return DECLARED
  const counts = Object.entries(obtainedCounts(reconciled)) as [Estimate['how'], number][]
  const ways = counts.flatMap(([how, number]) => (number > 0 ? [`${count(number)} ${WORDS[how]}`] : []))
  const stale = [...reconciled.nodes, ...reconciled.devices].filter(({ staleSeconds }) => staleSeconds !== undefined)
  const old = stale.length > 0 ? ` ${count(stale.length)} measurements are too old and not taken.` : ''
  return `Loads of devices, with live values of ${server}: ${ways.join(', ')}.${old}`
}

/** `4.1 kW ± 120 W, measured 12 s ago`. */
export function estimateText({ ageSeconds, atLeast, how, staleSeconds, uncertainty, watts }: Estimate): string {
  const value = Number.isNaN(watts) ? `at least ${power(atLeast)}` : `${power(watts)} ± ${power(uncertainty)}`
  const age = ageSeconds === undefined ? '' : `, ${time(ageSeconds)} old`
  const stale = staleSeconds === undefined ? '' : `; its meter is silent since ${time(staleSeconds)}`
  return `${value}, ${WORDS[how]}${age}${stale}`
}
