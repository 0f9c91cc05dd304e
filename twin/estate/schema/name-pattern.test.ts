import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { memberSteps, patternMember, readNamePattern } from './name-pattern.ts'

function names(text: string): string[] {
  const read = readNamePattern(text)
  if (!('pattern' in read)) throw new Error(read.wrong)
  return Array.from({ length: read.pattern.count }, (_, number) => patternMember(read.pattern, number).text)
}

describe('a name pattern', () => {
  test.each([
    ['rack-07', ['rack-07']],
    ['rack-[8-11]', ['rack-8', 'rack-9', 'rack-10', 'rack-11']],
    ['rack-[08-11]', ['rack-08', 'rack-09', 'rack-10', 'rack-11']],
    ['row-[a-c]', ['row-a', 'row-b', 'row-c']],
    ['feed-[a,b]', ['feed-a', 'feed-b']],
    ['aisle-[1,1,2-3]', ['aisle-1', 'aisle-1', 'aisle-2', 'aisle-3']],
    ['ups-[a,b][1-2]', ['ups-a1', 'ups-a2', 'ups-b1', 'ups-b2']],
  ])('%s stands for %j', (text, expected) => {
    expect(names(text)).toEqual(expected)
  })

  test.each(['rack-[1-3', 'rack-1-3]', 'rack-[]', 'rack-[3-1]', 'row-[d-a]', 'rack-[1..3]', 'rack-[A-C]'])(
    '%s is refused with a reason',
    (text) => {
      expect(readNamePattern(text)).toEqual({ wrong: expect.any(String) })
    },
  )

  test('says how far each range has run, the last the fastest', () => {
    const read = readNamePattern('hall-[a-c][1-4]')
    expect('pattern' in read && memberSteps(read.pattern, 9)).toEqual([2, 1])
  })

  test('of a million names is read without making them', () => {
    const read = readNamePattern('x-[1-999999]')
    expect('pattern' in read && read.pattern.count).toBe(999_999)
  })

  test('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9,[\] -]{0,20}$/), (text) => {
        const read = readNamePattern(text)
        if ('pattern' in read) patternMember(read.pattern, read.pattern.count - 1)
      }),
    )
  })
})
