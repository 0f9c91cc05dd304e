import { describe, expect, it } from 'vitest'
import type { Plot } from '../../../model/things.ts'
import { metres } from '../../../model/units.ts'
import { layOutGround } from './ground-layout.ts'
import { encloses } from './outline.ts'
import { plantTrees } from './tree-layout.ts'

const rectangle = (x: number, y: number, width: number, depth: number) =>
  [
    [x, y],
    [x + width, y],
    [x + width, y + depth],
    [x, y + depth],
  ].map(([east = 0, north = 0]) => ({ x: metres(east), y: metres(north) }))
const plot = (index: number, width: number, surfaces: Plot['surfaces'] = []): Plot => ({
  ...{ index, path: `s/p-${index}` as Plot['path'], name: 'p', source: 'assumed', kind: 'plot', use: 'garden' },
  ...{ footprint: rectangle(0, 0, width, 10), surfaces },
})

describe('the ground', () => {
  it('lies widest plot first, whatever order the estate has, each plot with its surfaces on it in their order', () => {
    const lawn = { surface: 'green', footprint: rectangle(1, 1, 5, 5) } as const
    const path = { surface: 'path', footprint: rectangle(1, 3, 5, 1) } as const
    const layers = layOutGround([plot(1, 10, [lawn, path]), plot(2, 100)], ({ index }) => index)
    expect(layers.map(({ slot, ground }) => `${slot} ${ground}`)).toEqual(['2 plain', '1 plain', '1 green', '1 path'])
  })
})

describe('trees', () => {
  const grove = { corners: rectangle(0, 0, 40, 20), trees: 30, slot: 3 }
  const path = rectangle(0, 8, 40, 3)

  it('stand in their grove, off the path, as many as are said, and the same each time', () => {
    const trees = plantTrees([grove], [path])
    expect(trees).toHaveLength(30)
    for (const tree of trees) {
      expect(encloses(grove.corners, tree)).toBe(true)
      expect(encloses(path, tree)).toBe(false)
      expect(tree).toMatchObject({ slot: 3 })
    }
    expect(plantTrees([grove], [path])).toEqual(trees)
  })

  it('keep apart: no two of them nearer than half of what an even grid would give', () => {
    const trees = plantTrees([grove], [])
    const even = Math.sqrt((40 * 20) / 30)
    for (const [number, one] of trees.entries()) {
      for (const other of trees.slice(number + 1)) {
        expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(even / 2)
      }
    }
  })

  it('are fewer than asked where there is no room, rather than in the way', () => {
    expect(plantTrees([grove], [rectangle(-5, -5, 60, 60)])).toEqual([])
  })
})
