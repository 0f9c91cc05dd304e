import type { Relief } from '../../analysis/placement/relief.ts'
import { count, place, three } from './figures-text.ts'

/** What would make devices fit that do not, for people. */
export function reliefText(reliefs: readonly Relief[]): string {
  if (reliefs.length === 0) return 'no single change that was tried makes them fit'
  return [
    'they would fit with one of these, each the smallest of its kind',
    ...reliefs.map((one) => `  ${lineOf(one)}`),
  ].join('\n')
}

function lineOf(relief: Relief): string {
  switch (relief.change) {
    case 'count':
      return `${relief.count === 1 ? 'one device' : `${count(relief.count)} devices`}: --count ${relief.count}`
    case 'watts':
      return `fewer watts each: --watts ${relief.watts}`
    case 'spread':
      return relief.spread ? `no two in one ${relief.spread} only: --spread ${relief.spread}` : 'no --spread'
    case 'from':
      return `from ${relief.from} on: --at ${relief.from}`
    case 'until':
      return `until ${relief.until} only: --until ${relief.until}`
    case 'move a cord':
    case 'rebalance a phase': {
      const { change, device, from, supply, to } = relief
      return `${change}: ${device}, supply ${three(supply)}, from ${place(from.pdu, from.bank)} outlet ${from.outlet} to ${place(to.pdu, to.bank)} outlet ${to.outlet}`
    }
  }
}
