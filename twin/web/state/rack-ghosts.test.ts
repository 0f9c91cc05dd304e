import { describe, expect, it } from 'vitest'
import type { PlaceView } from '../../protocol/planning.ts'
import { rackGhosts } from './rack-ghosts.ts'

const INDEXES: Record<string, number> = { 's/a': 4, 's/b': 9 }
const place = (rack: string, position: number) => ({ rack, position }) as PlaceView['places'][number]
const ghosts = (places: readonly (readonly [string, number])[], more: Partial<Parameters<typeof rackGhosts>[0]> = {}) =>
  rackGhosts({
    places: places.map(([rack, position]) => place(rack, position)),
    ...{ units: 2, reserved: [], looked: undefined, selected: undefined },
    indexOf: (rack) => INDEXES[rack],
    ...more,
  })

describe('the ghosts of racks', () => {
  it('are numbered as ranked, rack by rack, runs in a few signs', () => {
    const [b, a] = ghosts([
      ['s/b', 1],
      ['s/a', 5],
      ['s/b', 3],
      ['s/b', 5],
      ['s/b', 7],
      ['s/b', 9],
      ['s/a', 7],
      ['s/a', 9],
    ])
    expect(b).toMatchObject({ rack: 9, text: '1, 3–6', best: 1 })
    expect(a).toMatchObject({ rack: 4, text: '2, 7, 8', best: 2 })
    expect(a?.boxes.map(({ position }) => position)).toEqual([5, 7, 9])
  })

  it('are stronger where one is looked at, or its rack is selected', () => {
    const strong = (more: Parameters<typeof ghosts>[1]) =>
      ghosts(
        [
          ['s/a', 1],
          ['s/a', 3],
        ],
        more,
      )[0]?.boxes.map(({ isStrong }) => isStrong)
    expect(strong({})).toEqual([false, false])
    expect(strong({ looked: 2 })).toEqual([false, true])
    expect(strong({ selected: 's/a' })).toEqual([true, true])
  })

  it('hold what is reserved, also where no candidate stands', () => {
    const [only] = ghosts([], { reserved: [{ rack: 's/b', position: 7, units: 1 }] })
    expect(only).toMatchObject({ rack: 9, text: '', boxes: [{ position: 7, units: 1, kind: 'reserved' }] })
  })

  it('of a rack that the page does not know are left out', () => {
    expect(ghosts([['s/elsewhere', 1]])).toEqual([])
  })
})
