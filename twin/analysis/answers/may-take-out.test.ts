import { expect, test } from 'vitest'
import type { FailureSummary } from './failure-summary.ts'
import { mayTakeOut } from './may-take-out.ts'

const NOTHING = { down: 0, throttled: 0, exposed: 0, overloads: 0, trips: 0, wattsDown: 0 }

/** @param passes of the rooms that lose cooling */
function loss(counts: Partial<typeof NOTHING>, passes: readonly string[] = [], later?: Partial<typeof NOTHING>) {
  const answer = (some: Partial<typeof NOTHING>) => ({
    counts: { ...NOTHING, ...some },
    down: [],
    overheats: passes.map((word) => ({ passes: word, liquidUncooled: 0 })),
  })
  return {
    lost: ['s/thing'],
    atOnce: answer(counts),
    later: later && { afterSeconds: 600, answer: answer(later) },
  } as unknown as FailureSummary
}

test('yes where nothing stops and nothing rests on one thing; no redundancy is told', () => {
  expect(mayTakeOut(undefined, loss({})).verdict).toBe('yes')
  expect(mayTakeOut(undefined, loss({ exposed: 3 })).verdict).toBe('redundancy-lost')
})

test('no where anything stops, slows, is overloaded or opens, also only when batteries are empty', () => {
  for (const name of ['down', 'throttled', 'overloads', 'trips'] as const)
    expect(mayTakeOut(undefined, loss({ [name]: 1 })).verdict, name).toBe('no')
  const later = mayTakeOut(undefined, loss({}, [], { down: 2 }))
  expect([later.verdict, later.later?.down, later.later?.afterSeconds]).toEqual(['no', 2, 600])
})

test('a room that gets too warm, or may, is no; one that stays below its limit has no spare', () => {
  for (const word of ['at once', 'later', 'unknown']) expect(mayTakeOut(undefined, loss({}, [word])).verdict).toBe('no')
  expect(mayTakeOut(undefined, loss({}, ['never'])).verdict).toBe('redundancy-lost')
})

test('what is lost already is no fault of the thing', () => {
  const already = loss({ down: 2, exposed: 5 }, ['later'])
  expect(mayTakeOut(already, loss({ down: 2, exposed: 5 }, ['later'])).verdict).toBe('yes')
  expect(mayTakeOut(already, loss({ down: 3, exposed: 4 }, ['later'])).atOnce).toMatchObject({ down: 1, exposed: 0 })
})

test('a device that is taken out is no consequence of that, what goes down with it is', () => {
  const taken = loss({ down: 2, wattsDown: 700 })
  const down = [
    { path: 's/thing', watts: 400, causes: [] },
    { path: 's/other', watts: 300, causes: [] },
  ]
  expect(mayTakeOut(undefined, { ...taken, atOnce: { ...taken.atOnce, down } })).toMatchObject({
    verdict: 'no',
    atOnce: { down: 1, wattsDown: 300 },
  })
  const alone = loss({ down: 1, wattsDown: 400 })
  expect(mayTakeOut(undefined, { ...alone, atOnce: { ...alone.atOnce, down: down.slice(0, 1) } }).verdict).toBe('yes')
})
