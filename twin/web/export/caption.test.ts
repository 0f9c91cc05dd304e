import { describe, expect, it } from 'vitest'
import { layOutCaption, shorten } from './caption.ts'
import type { TextInk } from './ink.ts'

/** Every letter is half as wide as tall. */
const measure = (text: string, size: number) => [...text].length * size * 0.5
const colours = { text: 'black', quiet: 'grey' }
const item = (text: string) => ({
  sign: [{ kind: 'path', x: 0, y: 0, d: 'M0 0H12', stroke: 'red' } as const],
  width: 12,
  text,
})
const textsOf = (ink: readonly { readonly kind: string }[]) =>
  ink.filter((piece): piece is TextInk => piece.kind === 'text')

describe('the caption of a saved picture', () => {
  it('stands in one line each for title, note and legend where there is room', () => {
    const { ink, height } = layOutCaption(
      { title: 'Hall 1', notes: ['belgrade/hall-1'], items: [item('ok'), item('warning')] },
      400,
      colours,
      measure,
    )
    expect(textsOf(ink).map(({ text, x }) => [text, x])).toEqual([
      ['Hall 1', 12],
      ['belgrade/hall-1', 12],
      // After a sign of 12 and a gap of 6; then the two letters of 6, a gap of 16, a sign and a gap.
      ['ok', 30],
      ['warning', 76],
    ])
    // Padding of 12 above and below, 20 for the title, 18 for each line.
    expect(height).toBe(12 + 20 + 18 + 18 + 12)
  })

  it('is wrapped at spaces and grows taller where it is narrow', () => {
    // 76 pixels are left: twelve letters of 6.
    const { ink, height } = layOutCaption(
      { title: 'A', notes: ['one two three four'], items: [item('first'), item('second')] },
      100,
      colours,
      measure,
    )
    expect(textsOf(ink).map(({ text }) => text)).toEqual(['A', 'one two', 'three four', 'first', 'second'])
    expect(height).toBe(12 + 20 + 2 * 18 + 2 * 18 + 12)
  })
})

it('a text too wide is shortened by whole letters', () => {
  expect(shorten('rack-01', 42, (text) => measure(text, 12))).toBe('rack-01')
  expect(shorten('rack-012', 42, (text) => measure(text, 12))).toBe('rack-0…')
  expect(shorten('🏢🏢🏢', 12, (text) => measure(text, 12))).toBe('🏢…')
})
