import { expect, test } from 'vitest'
import type { Use } from '../power/use.ts'
import type { FailureSummary } from './failure-summary.ts'
import { mayTakeOut } from './may-take-out.ts'

const NOTHING = { down: 0, throttled: 0, exposed: 0, overloads: 0, trips: 0, wattsDown: 0 }

/** @param passes of the rooms that lose cooling */
function loss(counts: Partial<typeof NOTHING>, passes: readonly string[] = [], later?: Partial<typeof NOTHING>) {
  const answer = (some: Partial<typeof NOTHING>) => ({
    counts: { ...NOTHING, ...some },
    ...{ down: [], throttled: [], exposed: [], overloads: [], trips: [] },
    overheats: passes.map((word, place) => ({
      ...{ room: `s/hall-${place}`, passes: word, liquidUncooled: 0 },
      seconds: word === 'later' ? 600 : word === 'at once' ? 0 : Number.NaN,
    })),
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

test('what is relieved does not make up for what is overloaded instead', () => {
  const beyond = (path: string, share: number) => ({ path, now: undefined, after: { share } as Use })
  const with137 = loss({ overloads: 1 })
  const already = { ...with137, atOnce: { ...with137.atOnce, overloads: [beyond('s/pdu-2', 1.37)] } }
  const taken = (path: string, share: number) => ({
    ...with137,
    atOnce: { ...with137.atOnce, overloads: [beyond(path, share)] },
  })
  expect(mayTakeOut(already, taken('s/pdu-3', 2))).toMatchObject({ verdict: 'no', atOnce: { overloads: 1 } })
  expect(mayTakeOut(already, taken('s/pdu-2', 2)).verdict, 'further beyond its limit').toBe('no')
  expect(mayTakeOut(already, taken('s/pdu-2', 1.37)).verdict).toBe('yes')
})

test('a room that gets too warm anyway, and sooner by this, is no', () => {
  const hot = (seconds: number) => {
    const lost = loss({}, ['later'])
    const overheats = lost.atOnce.overheats.map((one) => ({ ...one, seconds }))
    return { ...lost, atOnce: { ...lost.atOnce, overheats } }
  }
  expect(mayTakeOut(hot(600), hot(300))).toMatchObject({ verdict: 'no', atOnce: { hotRooms: 1 } })
  expect(mayTakeOut(hot(600), hot(590)).verdict).toBe('yes')
})
