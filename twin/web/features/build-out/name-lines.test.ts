import { describe, expect, it } from 'vitest'
import { nameLines } from './name-lines.ts'

describe('a name in a drawing', () => {
  it('stands in one line where it fits', () => expect(nameLines('Second building', 15)).toEqual(['Second building']))

  it('is broken at the last space that fits, a space right behind the line included', () => {
    expect(nameLines('Second building in use', 17)).toEqual(['Second building', 'in use'])
    expect(nameLines('Second building in use', 15)).toEqual(['Second building', 'in use'])
  })

  it('is broken within a word that is longer than a line', () =>
    expect(nameLines('Elektrodistribucija', 10)).toEqual(['Elektrodis', 'tribucija']))

  it('ends with an ellipsis where two lines do not hold it', () =>
    expect(nameLines('one two three four', 8)).toEqual(['one two', 'three f…']))
})
