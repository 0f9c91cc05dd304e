import { describe, expect, it } from 'vitest'
import type { GhostView } from '../../../protocol/cloud.ts'
import { planGhosts, planHalls } from './plan-ghosts.ts'

const INDEXES = new Map([
  ['s/hall-1/row-a', 10],
  ['s/hall-1/row-b', 20],
  ['s/hall-1/row-a/rack-01', 11],
])

function ghost(before: number, after: number, where: Partial<GhostView['where']>): GhostView {
  return {
    ...{ workload: 'portal/web', service: 'portal', title: null, change: 'grow', before, after },
    ...{ cpus: 1, memoryGiB: 1, gpus: 0, address: null, constructPath: null, source: null },
    where: { how: 'spread rules', rows: [], halls: [], mostOnRack: 1, racks: [], ...where },
  }
}

const drawn = (ghosts: readonly GhostView[]) =>
  planGhosts(ghosts, (path) => INDEXES.get(path)).map(({ rack, text, whole }) => [rack, text, whole])

describe('the ghosts of a plan', () => {
  it('stand on rows, with no more copies than come and than the spread rules allow, added up over workloads', () => {
    const rows = [
      { place: 's/hall-1/row-a', racks: 4, most: 2 },
      { place: 's/hall-1/row-b', racks: 4, most: 9 },
    ]
    expect(drawn([ghost(6, 10, { rows }), ghost(0, 1, { rows: rows.slice(0, 1) })])).toEqual([
      [10, '≤ +3', 'candidate'],
      [20, '≤ +4', 'candidate'],
    ])
  })

  it('of copies that go stand on their racks, no more than go', () => {
    const racks = [
      { rack: 's/hall-1/row-a/rack-01', copies: 3 },
      { rack: 's/gone/rack-02', copies: 1 },
    ]
    expect(drawn([ghost(4, 2, { how: 'live pods', racks })])).toEqual([[11, '−2', 'reserved']])
  })

  it('are none where the number of copies stays, and neither are its halls named', () => {
    const same = ghost(3, 3, {
      rows: [{ place: 's/hall-1/row-a', racks: 4, most: 2 }],
      halls: [{ place: 's/hall-1', racks: 4, most: 2 }],
    })
    expect(drawn([same])).toEqual([])
    expect(planHalls([same])).toEqual([])
    expect(
      planHalls([
        { ...same, after: 4 },
        { ...same, after: 5 },
      ]),
    ).toEqual(['s/hall-1'])
  })
})
