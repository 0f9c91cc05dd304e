import { describe, expect, it } from 'vitest'
import type { Thing } from '../../model/things.ts'
import { DIRECTIONS, walk } from './walk.ts'
import { createWebEstate } from './web-estate.ts'

let index = 0
const thing = (kind: string, path: string, x = 0, y = 0) =>
  ({
    kind,
    path,
    index: index++,
    name: path,
    placement: { at: { x, y, z: 0 }, size: { width: 0.6, depth: 1.2, height: 2 }, faces: 0 },
  }) as unknown as Thing
/** Two rows of three racks, three metres apart, and a cooler at the end of the second. */
const estate = createWebEstate({
  name: 'test',
  version: '1',
  extent: 20,
  things: [
    thing('site', 's'),
    thing('room', 's/hall'),
    thing('row', 's/hall/a'),
    thing('row', 's/hall/b'),
    ...[1, 2, 3].map((n) => thing('rack', `s/hall/a/${n}`, n * 0.6, 0)),
    ...[1, 2, 3].map((n) => thing('rack', `s/hall/b/${n}`, n * 0.6, 3)),
    thing('crah', 's/hall/crah', 2.6, 3),
    thing('room', 's/other'),
    thing('rack', 's/other/a/1', 50, 0),
  ],
})
const step = (from: string | undefined, key: string, scope = 's/hall') => {
  const direction = DIRECTIONS[key]
  return direction && walk(estate, scope, from, direction)?.path
}

describe('walking racks with the arrows', () => {
  it('begins at the first rack of the hall', () => {
    expect(step(undefined, 'ArrowRight')).toBe('s/hall/a/1')
    expect(step('s/other/a/1', 'ArrowRight')).toBe('s/hall/a/1')
  })

  it('goes to the neighbour in the row, across the aisle, and from the row to the cooler at its end', () => {
    expect(step('s/hall/a/1', 'ArrowRight')).toBe('s/hall/a/2')
    expect(step('s/hall/a/2', 'ArrowUp')).toBe('s/hall/b/2')
    expect(step('s/hall/b/2', 'ArrowDown')).toBe('s/hall/a/2')
    expect(step('s/hall/b/3', 'ArrowRight')).toBe('s/hall/crah')
  })

  it('stays at the edge, and within the hall', () => {
    expect(step('s/hall/a/1', 'ArrowLeft')).toBeUndefined()
    expect(step('s/hall/a/3', 'ArrowRight')).toBeUndefined()
  })

  it('works from a row or rack of the hall, but not on a whole site', () => {
    expect(step('s/hall/a/1', 'ArrowRight', 's/hall/a')).toBe('s/hall/a/2')
    expect(step('s/hall/a/1', 'ArrowRight', 's')).toBeUndefined()
  })
})
