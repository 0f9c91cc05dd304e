import { describe, expect, it } from 'vitest'
import { powerGraph } from '../../../analysis/power/power-graph.ts'
import { foldedChain } from '../../../analysis/single-line/fold.ts'
import { PowerEstate } from '../../../kit/testing/power-estate.ts'
import { chainRows } from './chain-rows.ts'

/** Two sides of a UPS and a panel; side A has five feeds, side B one, which has a rack PDU. */
function sides() {
  const estate = new PowerEstate().utility('grid')
  for (const side of ['a', 'b'])
    estate.ups(`ups-${side}`, { from: 'grid' }).panel(`panel-${side}`, { from: `ups-${side}` })
  for (let feed = 1; feed <= 5; feed++) estate.feed(`feed-a${feed}`, { from: 'panel-a' })
  estate.feed('feed-b', { from: 'panel-b' }).pdu('rack/pdu', { from: 'feed-b' })
  const graph = powerGraph(estate.build())
  return { graph, drawn: foldedChain(graph, 's', new Set()) }
}

const use = (share: number) =>
  ({ share, by: 'total', value: share * 100, limit: 100, unit: 'W', atLeast: false }) as const
const figure = (path: string, watts: number, share: number) => ({
  path: `s/${path}`,
  watts,
  atLeast: false,
  now: use(share),
  worst: use(share * 2),
  by: 's/grid',
})

describe('the rows of the diagram', () => {
  it('of several alike are their sum and the fullest of them', () => {
    const { drawn, graph } = sides()
    const figures = [1, 2, 3, 4, 5].map((feed) => figure(`feed-a${feed}`, 100, feed / 10))
    const group = chainRows(graph, drawn, figures, [], undefined).find(({ alike }) => alike === 5)
    expect(group).toMatchObject({ watts: 500, now: { share: 0.5 }, worst: { share: 1 }, by: 's/grid', fate: 'holds' })
  })

  it('have no figure where nobody knows one', () => {
    const { drawn, graph } = sides()
    expect(chainRows(graph, drawn, [], [], undefined)[0]).toMatchObject({
      watts: undefined,
      now: undefined,
      after: undefined,
    })
  })

  it('tell what fails, what has no power with it, what is overloaded and what it then carries', () => {
    const { drawn, graph } = sides()
    const answer = {
      chain: [
        { path: 's/panel-b', hasPower: false, watts: 0 },
        { path: 's/feed-b', hasPower: false, watts: 0 },
        { path: 's/ups-a', hasPower: true, watts: 900, use: use(0.9) },
      ],
      overloads: [{ path: 's/panel-a', after: use(1.2) }],
      trips: [],
      onBattery: [],
      singlePoints: [{ path: 's/panel-a', devices: 12 }],
    }
    const rows = chainRows(graph, drawn, [], ['s/ups-b'], answer)
    const fates = Object.fromEntries(rows.map(({ fate, key }) => [key, fate]))
    expect(fates).toEqual({
      's/grid': 'holds',
      's/ups-a': 'holds',
      's/ups-b': 'lost',
      's/panel-a': 'endangered',
      's/panel-b': 'down',
      'group:s/feed-a1': 'holds',
      's/feed-b': 'down',
      's/rack/pdu': 'down',
    })
    expect(rows.find(({ key }) => key === 's/ups-a')?.after).toEqual({ hasPower: true, watts: 900, use: use(0.9) })
    expect(rows.flatMap(({ key, restAlone }) => (restAlone > 0 ? [[key, restAlone]] : []))).toEqual([['s/panel-a', 12]])
    expect(rows.find(({ key }) => key === 's/rack/pdu')?.after?.hasPower).toBe(false)
  })

  it('on a battery have power, and so has what they feed', () => {
    const { drawn, graph } = sides()
    const onBattery = ['s/ups-a', 's/ups-b'].map((path) => ({
      path,
      watts: 100,
      atLeast: false,
      seconds: 600,
      how: 'discharge',
    }))
    const answer = { chain: [{ path: 's/grid', hasPower: false, watts: 0 }], onBattery }
    const rows = chainRows(graph, drawn, [], ['s/grid'], { ...answer, overloads: [], trips: [], singlePoints: [] })
    expect(rows.flatMap(({ fate, key }) => (fate === 'holds' ? [] : [[key, fate]]))).toEqual([['s/grid', 'lost']])
    expect(rows.find(({ key }) => key === 's/ups-a')?.onBattery).toBe(600)
  })
})
