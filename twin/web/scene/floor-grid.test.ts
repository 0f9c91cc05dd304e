import { describe, expect, it } from 'vitest'
import { metres } from '../../model/units.ts'
import { columnLetters, type FloorGrid, layOutFloorGrid, tileLabels } from './floor-grid.ts'

const floor = (...corners: readonly (readonly [number, number])[]) => ({
  corners: corners.map(([x, y]) => ({ x: metres(x), y: metres(y) })),
  base: 0.5,
})
const rectangle = (width: number, depth: number) => floor([0, 0], [width, 0], [width, depth], [0, depth])

/** Lines that run north, and lines that run east: from where, to where. */
function linesOf({ positions, along }: FloorGrid) {
  const lines = Array.from({ length: positions.length / 6 }, (_, line) => {
    const [x1 = 0, y1 = 0, , x2 = 0, y2 = 0] = positions.subarray(line * 6, line * 6 + 6)
    return { runsNorth: along[line * 4] === 0, x1, y1, x2, y2, length: Math.hypot(x2 - x1, y2 - y1) }
  })
  return { north: lines.filter(({ runsNorth }) => runsNorth), east: lines.filter(({ runsNorth }) => !runsNorth) }
}
const total = (lines: readonly { length: number }[]) => lines.reduce((sum, { length }) => sum + length, 0)

describe('the tiles of a floor', () => {
  it('of 6 m by 3 m are ten by five: nine joints run north, four run east', () => {
    const { north, east } = linesOf(layOutFloorGrid([rectangle(6, 3)]))
    expect([north.length, east.length]).toEqual([9, 4])
    expect([total(north), total(east)].map((sum) => Math.round(sum * 1000))).toEqual([27_000, 24_000])
  })

  it('are counted from the north-west: those cut by the walls lie in the east and the south', () => {
    // 5 m are eight tiles and a third of one, 2.9 m are four and five sixths.
    const { north, east } = linesOf(layOutFloorGrid([rectangle(5, 2.9)]))
    expect(north.map(({ x1 }) => Math.round(x1 * 10))).toEqual([6, 12, 18, 24, 30, 36, 42, 48])
    expect(east.map(({ y1 }) => Math.round(y1 * 10))).toEqual([23, 17, 11, 5])
  })

  it('end at the walls of a floor shaped like an L', () => {
    // 6 m by 3 m without 3 m by 1.8 m in the north-east.
    const { north, east } = linesOf(layOutFloorGrid([floor([0, 0], [6, 0], [6, 1.2], [3, 1.2], [3, 3], [0, 3])]))
    expect([north.length, east.length]).toEqual([9, 4])
    expect(total(north)).toBeCloseTo(4 * 3 + 5 * 1.2, 4)
    expect(total(east)).toBeCloseTo(3 + 3 + 3 + 6, 4)
  })

  it('leave out what lies between the arms of a U: a joint is two lines there', () => {
    const arms = floor([0, 0], [3, 0], [3, 3], [2, 3], [2, 1.5], [1, 1.5], [1, 3], [0, 3])
    const { east } = linesOf(layOutFloorGrid([arms]))
    expect(east).toHaveLength(6)
    expect(total(east)).toBeCloseTo(2 * (1 + 1) + 2 * 3, 4)
  })

  it('end at slanted walls: in a right triangle of 6 m they are as long as 9 + 8 + … + 1 tiles, twice', () => {
    const { north, east } = linesOf(layOutFloorGrid([floor([0, 0], [6, 0], [0, 6])]))
    expect(total(north)).toBeCloseTo(45 * 0.6, 4)
    expect(total(east)).toBeCloseTo(45 * 0.6, 4)
  })

  it('of all rooms are one set of lines, each a little above its own floor', () => {
    const upper = { ...rectangle(1.2, 1.2), base: 4 }
    const { positions } = layOutFloorGrid([rectangle(1.2, 1.2), upper])
    expect(positions.length / 6).toBe(4)
    expect([...new Set(positions.filter((_, at) => at % 3 === 2))].map((height) => height.toFixed(2))).toEqual([
      '0.53',
      '4.03',
    ])
  })

  it('smaller than a tile has no joint', () => {
    expect(layOutFloorGrid([rectangle(0.5, 0.6)]).positions).toHaveLength(0)
  })
})

describe('the names of tiles', () => {
  it('are letters to the east and numbers to the south, of the first tile and every fifth', () => {
    const labels = tileLabels(rectangle(6, 3))
    const on = (x: number, y: number) =>
      labels.filter(({ facing }) => facing?.[0] === x && facing[1] === y).map(({ text }) => text)
    expect([on(0, 1), on(0, -1), on(-1, 0), on(1, 0)]).toEqual([
      ['A', 'E', 'J'],
      ['A', 'E', 'J'],
      ['1', '5'],
      ['1', '5'],
    ])
  })

  it('stand before the middles of their tiles, half a metre outside', () => {
    const [first] = tileLabels(rectangle(6, 3))
    expect(first?.at).toEqual([0.3, 3.5, 0.5])
  })

  it('go on with two letters after Z', () => {
    expect([1, 26, 27, 52, 53, 702, 703].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })
})
