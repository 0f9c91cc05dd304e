import { describe, expect, it } from 'vitest'
import type { Building, Phase, Plot } from '../../model/things.ts'
import { metres } from '../../model/units.ts'
import { constructionOf, type Told } from './told-construction.ts'

const common = { name: 'x', source: 'assumed', footprint: [] } as const
const building = (index: number, phase?: Phase): Building => ({
  ...{ ...common, index, path: `s/b-${index}` as Building['path'], kind: 'building', use: 'office' },
  ...{ height: metres(20), floors: 5, ...(phase && { phase }) },
})
const plot = (index: number, phase: Phase): Plot => ({
  ...{ ...common, index, path: `s/p-${index}` as Plot['path'], kind: 'plot', use: 'offices', phase },
})
const phase = (name: string, state: Phase['state'] = 'planned'): Phase => ({ name, state })

describe('where a building or plot stands', () => {
  it('is what is told of it', () => {
    const told = { state: 'under-construction', share: 0.4, late: 42 } as const
    expect(constructionOf([building(1, phase('one'))], new Map([[1, told]])).get(1)).toEqual(told)
  })

  it('is what the estate says where nothing is told: what is neither planned nor being built stands', () => {
    const places = [building(1), building(2, phase('one')), building(3, phase('two', 'under-construction'))]
    const of = constructionOf(places, undefined)
    expect([1, 2, 3].map((index) => of.get(index))).toEqual([
      { state: 'commissioned', share: 1, late: 0 },
      { state: 'planned', share: 0, late: 0 },
      { state: 'under-construction', share: 0.5, late: 0 },
    ])
  })

  it('of a plot that nobody tells of is that of the buildings of its phase: being built until all are ready, late itself never', () => {
    const places = [plot(1, phase('one')), building(2, phase('one')), building(3, phase('one')), plot(4, phase('two'))]
    const ready: Told = { state: 'commissioned', share: 1, late: 9 }
    const begun: Told = { state: 'under-construction', share: 0.5, late: 0 }
    const half = constructionOf(
      places,
      new Map([
        [2, ready],
        [3, begun],
      ]),
    )
    expect(half.get(1)).toEqual({ state: 'under-construction', share: 0.75, late: 0 })
    expect(half.get(4)?.state).toBe('planned')
    const whole = constructionOf(
      places,
      new Map([
        [2, ready],
        [3, ready],
      ]),
    )
    expect(whole.get(1)?.state).toBe('commissioned')
  })
})
