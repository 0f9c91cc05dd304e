import { expect, it } from 'vitest'
import { PowerEstate } from '../../../twin/kit/testing/power-estate.ts'
import { joinPath } from '../../../twin/model/path.ts'
import { epochMs } from '../../../twin/model/units.ts'
import { PowerNet } from './power-net.ts'

/** Two boards with a UPS and a feed each, tied; 1,000 W on feed A, 500 W on feed B. */
function tied() {
  const estate = new PowerEstate().utility('grid')
  for (const [side, other] of ['ab', 'ba'] as const) {
    estate.ups(`ups-${side}`, { from: 'grid' })
    estate.panel(`panel-${side}`, { from: `ups-${side}`, alternate: `panel-${other}` })
    estate.feed(`feed-${side}`, { from: `panel-${side}` })
  }
  const net = new PowerNet(estate.build(), 1)
  const node = (name: string) => {
    const found = net.node(joinPath('s', name))
    if (!found) throw new Error(`no ${name}`)
    return found
  }
  let now = 0
  const live = (seconds: number) => {
    for (const end = now + seconds; now < end; now += 2) {
      net.energise(epochMs(now * 1000), 2)
      for (const [feed, watts] of [['feed-a', 1000] as const, ['feed-b', 500] as const])
        if (node(feed).isLive) node(feed).watts.fill(watts / 3)
      net.carry(2)
    }
  }
  return { live, node }
}

const boards = ({ node }: ReturnType<typeof tied>) => [node('panel-a').total, node('panel-b').total].map(Math.round)

it.each([
  ['ups-a', [1000, 1500], [0, 1500]],
  ['ups-b', [1500, 500], [1500, 0]],
] as const)(
  'a tie lets the other board carry both when %s is lost, and opens again when it is back',
  (lost, both, ups) => {
    const chain = tied()
    chain.live(10)
    expect(boards(chain)).toEqual([1000, 500])
    chain.node(lost).isBroken = true
    chain.live(10)
    expect(boards(chain)).toEqual(both)
    expect(['ups-a', 'ups-b'].map((name) => Math.round(chain.node(name).total))).toEqual(ups)
    chain.node(lost).isBroken = false
    chain.live(60)
    expect(boards(chain)).toEqual([1000, 500])
  },
)

it('two tied boards without any source do not feed each other', () => {
  const chain = tied()
  chain.live(4)
  for (const name of ['ups-a', 'ups-b']) chain.node(name).isBroken = true
  chain.live(6)
  expect(['panel-a', 'panel-b', 'feed-a', 'feed-b'].map((name) => chain.node(name).isLive)).toEqual(
    Array(4).fill(false),
  )
})

it('a circle of first choices is refused', () => {
  const estate = new PowerEstate().panel('one', { from: 'two' }).panel('two', { from: 'one' }).build()
  expect(() => new PowerNet(estate, 1)).toThrow('feeds itself through its supplies')
})

it('what has no rating is simulated by what is assumed: all figures are numbers', () => {
  const bare = { rating: undefined }
  const estate = new PowerEstate().utility('grid')
  estate.generator('diesel', { ...bare, fuel: { litres: 100, litresPerHourAtFullLoad: 36 } })
  estate.transformer('transformer', { from: 'grid', alternate: 'diesel' }, { ...bare, efficiency: 0.98 })
  const battery = { capacity: 10_000, autonomyAtFullLoad: 600 }
  estate.ups('ups', { from: 'transformer' }, { ...bare, battery }).feed('feed', { from: 'ups' })
  const net = new PowerNet(estate.build(), 1)
  const node = (name: string) => net.node(joinPath('s', name))
  const grid = node('grid')
  if (grid) grid.isBroken = true
  for (let second = 0; second < 40; second += 2) {
    net.energise(epochMs(second * 1000), 2)
    node('feed')?.watts.fill(1000)
    net.carry(2)
  }
  // 10 kWh, nine tenths of them in ten minutes.
  expect(node('ups')?.ups?.rating).toBe(54_000)
  const output = node('transformer')?.total ?? Number.NaN
  expect(node('transformer')?.losses).toBeCloseTo(output / 0.98 - output, 6)
  // Of twenty steps it is wanted from the second on and runs twelve seconds later: thirteen of 0.02 l, as at full load.
  expect(node('diesel')?.generator?.fuel).toBeCloseTo(100 - 0.02 * 13, 6)
})
