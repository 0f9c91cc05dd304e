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

it('a rack of which nobody knows the power takes none that are spread over power', () => {
  const list: readonly SpreadRack[] = [...racks('a1|b1'), { rack: 'x', block: undefined }]
  expect(new Spread(list, BOTH, 2).mostOn(on('x'))).toBe(0)
  expect(new Spread(list, { overRacks: true, overPower: false }, 2).mostOn(on('x'))).toBe(1)
})

it('no placement that keeps the rules puts more on a set of racks than is said', () => {
  const blocks = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(
      blocks,
      fc.integer({ min: 0, max: 9 }),
      fc.array(fc.nat(), { minLength: 12, maxLength: 12 }),
      (sizes, copies, picks) => {
        const list = sizes.flatMap((size, block) =>
          Array.from({ length: size }, (_, at) => ({ rack: `${block}-${at}`, block: `${block}` })),
        )
        const counts = placed(list, copies, picks)
        if (!counts) return
        const lost = new Set(list.filter((_, at) => (picks[at % picks.length] ?? 0) % 2 === 0).map(({ rack }) => rack))
        const there = [...counts].reduce((sum, [rack, count]) => sum + (lost.has(rack) ? count : 0), 0)
        expect(new Spread(list, BOTH, copies).mostOn((rack) => lost.has(rack))).toBeGreaterThanOrEqual(there)
      },
    ),
  )
})

/** As the scheduler does: each copy where neither its rack nor its block would be more than one above the least; undefined where one finds no place. */
function placed(list: readonly SpreadRack[], copies: number, picks: readonly number[]) {
  const onRack = new Map(list.map(({ rack }) => [rack, 0]))
  const onBlock = new Map(list.map(({ block }) => [block, 0]))
  for (let copy = 0; copy < copies; copy++) {
    const leastRack = Math.min(...onRack.values())
    const leastBlock = Math.min(...onBlock.values())
    const able = list.filter(({ block, rack }) => onRack.get(rack) === leastRack && onBlock.get(block) === leastBlock)
    const taken = able[(picks[copy % picks.length] ?? 0) % Math.max(1, able.length)]
    if (!taken) return undefined
    onRack.set(taken.rack, (onRack.get(taken.rack) ?? 0) + 1)
    onBlock.set(taken.block, (onBlock.get(taken.block) ?? 0) + 1)
  }
  return onRack
}
