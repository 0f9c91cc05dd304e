import { describe, expect, it } from 'vitest'
import { powerGraph } from '../../../analysis/power/power-graph.ts'
import { PowerEstate } from '../../../kit/testing/power-estate.ts'
import { unfoldLost } from './unfold-lost.ts'

/** Five feeds of a panel, each with five rack PDUs. */
function feeds() {
  const estate = new PowerEstate().utility('grid').panel('panel', { from: 'grid' })
  for (let feed = 1; feed <= 5; feed++) {
    estate.feed(`feed-${feed}`, { from: 'panel' })
    for (let pdu = 1; pdu <= 5; pdu++) estate.pdu(`rack-${feed}/pdu-${pdu}`, { from: `feed-${feed}` })
  }
  return powerGraph(estate.build())
}

const drawnWith = (...lost: string[]) => unfoldLost(feeds(), 's', new Set(), lost).map(({ key }) => key)

describe('a group of which a part is lost', () => {
  it('is unfolded where one of those alike is lost', () => {
    expect(drawnWith('s/feed-2')).toEqual([
      ...['s/grid', 's/panel'],
      ...[1, 2, 3, 4, 5].map((feed) => `s/feed-${feed}`),
      ...[1, 2, 3, 4, 5].map((feed) => `group:s/rack-${feed}/pdu-1`),
    ])
  })

  it('is unfolded down to what is lost below it', () => {
    const keys = drawnWith('s/rack-3/pdu-4')
    expect(keys).toContain('s/rack-3/pdu-4')
    expect(keys).toContain('group:s/rack-2/pdu-1')
  })

  it('stays folded where all of them are lost, or none', () => {
    const folded = ['s/grid', 's/panel', 'group:s/feed-1']
    expect(drawnWith()).toEqual(folded)
    expect(drawnWith('s')).toEqual(folded)
    expect(drawnWith('s/panel')).toEqual(folded)
  })
})
