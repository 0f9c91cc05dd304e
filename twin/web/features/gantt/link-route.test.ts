import { describe, expect, it } from 'vitest'
import { linkRoute } from './link-route.ts'

const early = { left: 10, right: 50, middle: 14 }
const late = { left: 100, right: 160, middle: 42 }

describe('the way of a link', () => {
  it('from finish to start goes down right behind the finish', () => {
    expect(linkRoute('FS', early, late, 28).line).toEqual([50, 14, 57, 14, 57, 42, 100, 42])
  })

  it('from finish to start that has no straight way turns between the rows, nearest to where it goes', () => {
    // Out at 107, in from 43: halfway before the upper row, at 28.
    expect(linkRoute('FS', late, { ...early, left: 100 - 50 }, 28).line).toEqual([
      160, 42, 167, 42, 167, 28, 43, 28, 43, 14, 50, 14,
    ])
  })

  it('from start to start goes around the left one', () => {
    expect(linkRoute('SS', early, late, 28).line).toEqual([10, 14, 3, 14, 3, 42, 100, 42])
  })

  it('from finish to finish goes around the right one, and arrives from the right', () => {
    const { head, line } = linkRoute('FF', early, late, 28)
    expect(line).toEqual([50, 14, 167, 14, 167, 42, 160, 42])
    expect(head).toEqual([160, 42, 165, 38.5, 165, 45.5])
  })

  it('from start to finish of what lies before goes straight down', () => {
    expect(linkRoute('SF', late, early, 28).line).toEqual([100, 42, 93, 42, 93, 14, 50, 14])
  })

  it('is in right angles, whatever the bars', () => {
    for (const type of ['FS', 'SS', 'FF', 'SF'] as const) {
      for (const [one, other] of [
        [early, late],
        [late, early],
      ] as const) {
        const { line } = linkRoute(type, one, other, 28)
        for (let at = 2; at < line.length; at += 2) {
          expect(line[at] === line[at - 2] || line[at + 1] === line[at - 1]).toBe(true)
        }
      }
    }
  })
})
