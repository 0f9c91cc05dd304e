import type { Capacity } from '../../analysis/capacity/capacity.ts'
import { coolingLines } from './cooling-text.ts'
import { count, power, share, three, usage } from './figures-text.ts'
import { floorLines, portsText, spaceLines } from './space-text.ts'

/**
 * What is used and left of a place, for people.
 * @param estimates how the loads of its rack PDUs, and of what is full first, were obtained, and how sure they are
 */
export function capacityText(
  capacity: Capacity,
  estimates: { readonly drawn?: string | undefined; readonly full?: string | undefined } = {},
): string {
  const { binding, cooling, kind, path, power: electric, racks, space, stranded, weight } = capacity
  const { atMost, draws, free, full } = electric
  const lines = [
    `${path}  ${kind}${kind === 'rack' ? '' : `, ${count(racks)} racks`}`,
    row(
      'space',
      `${three(space.taken)} of ${three(space.units)} U taken (${share(space.taken / space.units)}), largest free run ${three(space.largestRun)} U`,
    ),
    ...spaceLines(capacity).map((line) => row('', line)),
    row(
      'weight',
      `${sum(weight.used.value, weight.used.unknown, (kg) => `${three(kg)} kg`)}${weightLimit(weight.limit)}`,
    ),
    ...floorLines(capacity).map((line) => row('', line)),
    row('ports', portsText(capacity)),
    row(
      'power',
      `${sum(draws.value, draws.unknown, power)} drawn, ${Number.isNaN(free) ? 'room not known' : `${atMost ? 'at most ' : ''}${power(free)} more`} with any single loss`,
    ),
  ]
  if (estimates.drawn !== undefined) lines.push(row('', `its rack PDUs: ${estimates.drawn}`))
  if (full) {
    const { now, worst, by } = full
    const which =
      full.path === path
        ? 'its own limit'
        : now === undefined && worst === undefined
          ? `the limit of ${full.path} itself`
          : `${full.path}${full.banks ? ', its banks of outlets' : ''}`
    lines.push(row('', `full first: ${which}${now ? `, now ${usage(now)}` : ''}`))
    if (estimates.full !== undefined) lines.push(row('', `its load: ${estimates.full}`))
    if (worst && by !== undefined) lines.push(row('', `worst ${usage(worst)}, after the loss of ${by}`))
  }
  if (cooling)
    lines.push(
      row(
        'cooling',
        `${power(cooling.capacity)} with the greatest unit of each zone lost, ${power(cooling.free)} free with the greatest chiller lost too`,
      ),
      ...coolingLines(cooling).map((line) => row('', line)),
    )
  lines.push(row('binding', binding === 'unknown' ? 'not known' : binding))
  if (binding !== 'unknown')
    lines.push(
      row(
        'stranded',
        [
          `${power(stranded.watts)} and ${three(stranded.units)} U`,
          ...(stranded.cooling === undefined ? [] : [`${power(stranded.cooling)} of cooling`]),
          `because ${binding} is used up first`,
        ].join(', '),
      ),
    )
  return lines.join('\n')
}

function weightLimit({ value, unknown }: Capacity['weight']['limit']): string {
  if (unknown === 0) return ` of ${three(value)} kg`
  return value === 0 ? ', limit not known' : `, limits of ${three(value)} kg and ${count(unknown)} racks that say none`
}

function row(title: string, text: string): string {
  return `  ${title.padEnd(10)}${text}`
}

function sum(value: number, unknown: number, text: (value: number) => string): string {
  return unknown === 0 ? text(value) : `at least ${text(value)} (${count(unknown)} not known)`
}
