import { describe, expect, it } from 'vitest'
import { readDuration } from './duration.ts'

describe('a duration of Go', () => {
  it.each([
    ['3m', 180_000],
    ['1h30m', 5_400_000],
    ['1.5s', 1_500],
    ['250ms', 250],
    ['1m500ms', 60_500],
  ])('%s is %d ms', (text, milliseconds) => {
    expect(readDuration(text)).toBe(milliseconds)
  })

  it.each(['', '3', 'm', '3 m', '3d', '-3m', '3m later'])('%j is none', (text) => {
    expect(readDuration(text)).toBeUndefined()
  })
})
