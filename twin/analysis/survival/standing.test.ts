import { expect, it } from 'vitest'
import { type SiteFailures, standingOfPods, standingOfSpread } from './standing.ts'

/** Racks a1 and a2 in a row, a hall and on a block; of x nobody knows any of these. */
const KNOWN = new Set(['a1', 'a2'])
const FAILURES: SiteFailures = {
  row: [{ path: 'row-a', racks: KNOWN }],
  power: [{ path: 'ups-a', racks: KNOWN }],
  hall: [{ path: 'hall', racks: KNOWN }],
  known: { row: KNOWN, power: KNOWN, hall: KNOWN },
}
const on = (...racks: readonly (string | undefined)[]) => racks.map((rack) => ({ node: rack, rack }))

it.each(['row', 'power', 'hall'] as const)(
  'a copy on a rack whose %s nobody knows is neither left nor lost',
  (level) => {
    // One goes with the loss, and one may.
    expect(standingOfPods(on('a1', 'x'), FAILURES).after(level)).toMatchObject({ left: 0, unsure: 1 })
    // One more stands where nobody knows the rack.
    expect(standingOfPods(on('x', undefined), FAILURES).after(level)).toEqual({ left: 0, unsure: 2, worst: undefined })
  },
)

it('a copy on such a rack outlives the loss of another rack or host', () => {
  const standing = standingOfPods(on('a1', 'x'), FAILURES)
  expect([standing.after('rack'), standing.after('host')]).toMatchObject([
    { left: 1, unsure: 0 },
    { left: 1, unsure: 0 },
  ])
})

it('a copy on such a rack goes with a loss that is known to take the rack', () => {
  const feed: SiteFailures = { ...FAILURES, power: [{ path: 'feed-a', racks: new Set(['x']) }] }
  expect(standingOfPods(on('a1', 'x'), feed).after('power')).toEqual({ left: 1, unsure: 0, worst: 'feed-a' })
})

it('of a loss that takes more and one after which less is certainly left the second is the worst', () => {
  const twoFeeds: SiteFailures = {
    ...FAILURES,
    power: [
      { path: 'feed-x', racks: new Set(['x']) },
      { path: 'ups-a', racks: KNOWN },
    ],
  }
  expect(standingOfPods(on('a1', 'x', 'x'), twoFeeds).after('power')).toEqual({ left: 0, unsure: 2, worst: 'ups-a' })
})

it('copies that the spread may put on such a rack are not said to be left', () => {
  // 3 copies over 3 racks: one each; the row takes two of them, and nobody knows of the third.
  const racks = ['a1', 'a2', 'x'].map((rack) => ({ rack, block: undefined }))
  const standing = standingOfSpread(racks, { overRacks: true, overPower: false }, 3, FAILURES)
  expect(standing.after('row')).toEqual({ left: 0, unsure: 1, worst: 'row-a' })
})
