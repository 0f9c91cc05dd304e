import { expect, test } from 'vitest'
import { struckBy } from './struck-by.ts'

const risk = (later: number, most?: { activity: string; later: number }) => ({
  ...{ id: 'storm', later, ...(most && { most }) },
})

test('a shared risk is told by the last day, else by the hand-over that it delays most, and not where it delays nothing', () => {
  const hall = { activity: 'hall-ready', later: 62 }
  const shared = [risk(147, hall), risk(0, hall), risk(0)]
  expect(struckBy(shared).map(({ days, of }) => [days, of])).toEqual([
    [147, undefined],
    [62, 'hall-ready'],
  ])
})
