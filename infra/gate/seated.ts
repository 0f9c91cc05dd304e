import { asksAt } from './demand.ts'
import { copiesIn, times, together } from './request.ts'
import type { HostsLeft } from './supply.ts'
import type { Survivors } from './survivors.ts'

/**
 * What runs on the hosts that are left: all that must, and as many copies of what yields as there is room for, the most urgent tier first.
 *
 * @returns the rest of what yields as `stays`, with what stays anyway
 */
export function seated(survivors: Survivors, left: HostsLeft): Pick<Survivors, 'runs' | 'stays'> {
  const runs = [...survivors.runs]
  const stays = [...survivors.stays]
  const inOrder = [...survivors.yields].sort((a, b) => Number(a.tier ?? 1) - Number(b.tier ?? 1))
  for (const work of inOrder) {
    const { has } = left.of(work.site, work.pool)
    const free = together(has, times(asksAt(runs, work.site, work.pool), -1))
    const copies = Math.min(work.copies, copiesIn(work.each, free), left.seats(work))
    if (copies > 0) runs.push({ ...work, copies })
    if (copies < work.copies) stays.push({ ...work, copies: work.copies - copies })
  }
  return { runs, stays }
}
