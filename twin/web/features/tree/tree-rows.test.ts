import { describe, expect, it } from 'vitest'
import type { Thing } from '../../../model/things.ts'
import { createWebEstate } from '../../state/web-estate.ts'
import { treeRows } from './tree-rows.ts'

const thing = (kind: string, path: string, index: number) =>
  ({ kind, path, index, name: path.split('/').at(-1) }) as unknown as Thing
const estate = createWebEstate({
  name: 'test',
  version: '1',
  extent: 10,
  things: [
    thing('site', 'belgrade', 0),
    thing('utility', 'belgrade/utility', 1),
    thing('room', 'belgrade/hall-1', 2),
    thing('crah', 'belgrade/hall-1/crah-1', 3),
    thing('row', 'belgrade/hall-1/row-a', 4),
    thing('rack', 'belgrade/hall-1/row-a/rack-01', 5),
    thing('site', 'kragujevac', 6),
  ],
})
const shown = (...open: string[]) => treeRows(estate, new Set(open)).map(({ thing, level }) => `${level} ${thing.path}`)

describe('the lines of the tree', () => {
  it('are the sites when all is closed, and places below what is open', () => {
    expect(shown()).toEqual(['1 belgrade', '1 kragujevac'])
    expect(shown('belgrade', 'belgrade/hall-1', 'belgrade/hall-1/row-a')).toEqual([
      '1 belgrade',
      '2 belgrade/hall-1',
      '3 belgrade/hall-1/row-a',
      '4 belgrade/hall-1/row-a/rack-01',
      '1 kragujevac',
    ])
  })

  it('leave closed what has an open child but is itself closed', () => {
    expect(shown('belgrade/hall-1')).toEqual(['1 belgrade', '1 kragujevac'])
  })

  it('count siblings as a screen reader says them', () => {
    const [first, second] = treeRows(estate, new Set())
    expect([first?.position, first?.siblings, first?.hasChildren]).toEqual([1, 2, true])
    expect([second?.position, second?.siblings, second?.hasChildren]).toEqual([2, 2, false])
  })
})
