import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Spread, type SpreadRack } from './spread.ts'

/** `a1, a2 | b1, b2`: racks of block a and of block b. */
function racks(text: string): readonly SpreadRack[] {
  return text.split(/[|,]/).map((word) => {
    const rack = word.trim()
    return { rack, block: rack[0] }
  })
}
const on =
  (...names: string[]) =>
  (rack: string) =>
    names.includes(rack)
const BOTH = { overRacks: true, overPower: true }

it('puts at most one more copy on a rack or a block than on another', () => {
  // 7 copies, 2 blocks of 4 racks: 3 and 4; 8 racks: one each, seven of them.
  const seven = new Spread(racks('a1,a2,a3,a4|b1,b2,b3,b4'), BOTH, 7)
  expect(seven.mostOn(on('a1'))).toBe(1)
  expect(seven.mostOn(on('a1', 'a2', 'a3', 'a4'))).toBe(4)
  expect(seven.mostOn(on('a1', 'a2', 'b1', 'b2'))).toBe(4)
  expect(seven.mostOn(() => true)).toBe(7)
  // 7 copies, 3 racks: 3, 2 and 2.
  const crowded = new Spread(racks('a1|b1|c1'), BOTH, 7)
  expect(crowded.mostOn(on('a1'))).toBe(3)
  expect(crowded.mostOn(on('a1', 'b1'))).toBe(5)
})

it('lets a row of one block have no more than its block, and one of two blocks a share of each', () => {
  // 3 copies on 2 blocks: 2 and 1.
  const three = new Spread(racks('a1,a2,a3|b1,b2,b3'), BOTH, 3)
  expect(three.mostOn(on('a1', 'a2', 'a3'))).toBe(2)
  expect(three.mostOn(on('a1', 'b1'))).toBe(2)
  expect(three.mostOn(on('a1', 'a2', 'b1'))).toBe(3)
})

it('without spread over power a row may have as many copies as racks, and without any all of them stand on one', () => {
  const list = racks('a1,a2,a3|b1,b2,b3')
  expect(new Spread(list, { overRacks: true, overPower: false }, 3).mostOn(on('a1', 'a2', 'a3'))).toBe(3)
  expect(new Spread(list, { overRacks: false, overPower: false }, 3).mostOn(on('a1'))).toBe(3)
})

it('places one copy where there is one domain only, and none where no rack may take any', () => {
  expect(new Spread(racks('a1,a2'), BOTH, 3).copies).toBe(1)
  expect(new Spread(racks('a1'), { overRacks: true, overPower: false }, 3).copies).toBe(1)
  expect(new Spread([], BOTH, 3).copies).toBe(0)
})

it('places no more than both conditions allow where blocks differ in racks', () => {
  // One on a1 and one in b; then one more in b. A fourth in b would be 3 to 1 by power, on a1 it would be 2 to 0 by rack.
  const uneven = new Spread(racks('a1|b1,b2,b3,b4,b5'), BOTH, 5)
  expect(uneven.copies).toBe(3)
  expect(uneven.mostOn(on('b1', 'b2', 'b3', 'b4', 'b5'))).toBe(2)
  // One rack more: three on three racks, then a1 again for 2 and 2, one more in b; the next in b would be 4 to 2.
  expect(new Spread(racks('a1|b1,b2'), BOTH, 9).copies).toBe(5)
  expect(new Spread(racks('a1,a2|b1,b2'), BOTH, 9).copies).toBe(9)
  expect(new Spread(racks('a1|b1,b2,b3'), { overRacks: true, overPower: false }, 9).copies).toBe(9)
  expect(new Spread(racks('a1|b1,b2,b3'), { overRacks: false, overPower: true }, 9).copies).toBe(9)
})

it('a rack of which nobody knows the power takes none that are spread over power', () => {
  const list: readonly SpreadRack[] = [...racks('a1|b1'), { rack: 'x', block: undefined }]
  expect(new Spread(list, BOTH, 2).mostOn(on('x'))).toBe(0)
  expect(new Spread(list, { overRacks: true, overPower: false }, 2).mostOn(on('x'))).toBe(1)
})

/** Numbers of racks by block. */
const LAYOUTS: readonly (readonly number[])[] = [
  ...[1, 2, 3].flatMap((a) => [1, 2, 3].flatMap((b) => [[a, b], ...[1, 2, 3].map((c) => [a, b, c])])),
  [1, 5],
  [2, 5],
  [1, 2, 2, 2],
]

it.each(LAYOUTS.map((sizes) => [sizes.join(', '), sizes] as const))(
  'places what every order of the scheduler places, and puts as much on each block as the worst of them: blocks of %s racks',
  (_, sizes) => {
    const list = listOf(sizes)
    for (let copies = 0; copies <= 9; copies++) {
      const spread = new Spread(list, BOTH, copies)
      const ends = everyEnd(list, copies)
      expect(new Set(ends.map((end) => sumOf(end)))).toEqual(new Set([spread.copies]))
      for (const own of sizes.map((_size, block) => list.map((rack) => rack.block === `${block}`))) {
        const worst = Math.max(...ends.map((end) => sumOf(end.filter((_count, at) => own[at]))))
        expect(spread.mostOn((rack) => own[list.findIndex((one) => one.rack === rack)] === true)).toBe(worst)
      }
    }
  },
)

it('no placement that keeps the rules puts more on a set of racks than is said', () => {
  const blocks = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 })
  const picks = fc.array(fc.boolean(), { minLength: 9, maxLength: 9 })
  fc.assert(
    fc.property(blocks, fc.integer({ min: 0, max: 9 }), picks, (sizes, copies, isLost) => {
      const list = listOf(sizes)
      const worst = Math.max(...everyEnd(list, copies).map((end) => sumOf(end.filter((_, at) => isLost[at]))))
      const lost = new Set(list.filter((_, at) => isLost[at]).map(({ rack }) => rack))
      expect(new Spread(list, BOTH, copies).mostOn((rack) => lost.has(rack))).toBeGreaterThanOrEqual(worst)
    }),
  )
})

function listOf(sizes: readonly number[]): readonly SpreadRack[] {
  return sizes.flatMap((size, block) =>
    Array.from({ length: size }, (_, at) => ({ rack: `${block}-${at}`, block: `${block}` })),
  )
}

function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** As the scheduler does: each copy where neither its rack nor its block would be more than one above the least, in every order; copies by rack when no more finds a place. */
function everyEnd(list: readonly SpreadRack[], copies: number): readonly (readonly number[])[] {
  const ends: (readonly number[])[] = []
  let states = new Map([['', list.map(() => 0)]])
  for (let copy = 0; states.size > 0; copy++) {
    const next = new Map<string, number[]>()
    for (const state of states.values()) {
      const onBlock = new Map<string | undefined, number>()
      list.forEach(({ block }, at) => {
        onBlock.set(block, (onBlock.get(block) ?? 0) + (state[at] ?? 0))
      })
      const [leastRack, leastBlock] = [Math.min(...state), Math.min(...onBlock.values())]
      const able = list.flatMap(({ block }, at) =>
        copy < copies && state[at] === leastRack && onBlock.get(block) === leastBlock ? [at] : [],
      )
      if (able.length === 0) ends.push(state)
      for (const taken of able) {
        const after = state.map((count, at) => (at === taken ? count + 1 : count))
        next.set(after.join(), after)
      }
    }
    states = next
  }
  return ends
}
