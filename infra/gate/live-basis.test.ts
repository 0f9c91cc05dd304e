import { expect, it } from 'vitest'
import { topologyOf } from '../labels/topology.ts'
import { Gate, type GateBasis } from './gate.ts'
import { type LiveCounts, liveBasis } from './live-basis.ts'
import { estateOfSites } from './testing/two-sites.ts'

const NOTHING = { kind: 'nothing', path: '' } as const
/** Two units of 3 kW: 3 kW without one. Four servers of 400 W usually and 800 W at most. */
const estate = await estateOfSites({ nis: { cooling: '3 kW' } })
const server = (number: number, watts: number, ageSeconds = 10) => ({
  path: `nis/hall-1/row-a/rack-${number}/server`,
  watts,
  ageSeconds,
})
function heat(basis: GateBasis) {
  const [short] = new Gate(estate, topologyOf(estate), basis).after([], NOTHING).shortages
  return short?.needed
}
function live(measurements: Parameters<typeof liveBasis>[0]['measurements'], lost: readonly string[] = []) {
  const counts: LiveCounts = { measured: 0, missing: 0, stale: 0 }
  return { basis: liveBasis({ measurements, lost }, counts), counts }
}

it('without live values what the estate declares is taken: 1,600 W fit', () => {
  expect(heat({})).toBeUndefined()
})

it('fresh measurements that are less change nothing', () => {
  const { basis, counts } = live([1, 2, 3, 4].map((number) => server(number, 100)))
  expect(heat(basis)).toBeUndefined()
  expect(counts).toEqual({ measured: 4, missing: 0, stale: 0 })
})

it('a device that nothing measures, or only something old, draws its nameplate, and is counted', () => {
  const { basis, counts } = live([server(1, 400), server(2, 400, 301)])
  // 400 + 3 × 800 = 2,800 W fit in 3 kW; with none fresh 3,200 W do not.
  expect(heat(basis)).toBeUndefined()
  expect(counts).toEqual({ measured: 1, missing: 2, stale: 1 })
  const none = live([])
  expect(heat(none.basis)).toBeCloseTo(3200, 6)
  expect(none.counts).toEqual({ measured: 0, missing: 4, stale: 0 })
})

it('what is lost already is lost in every answer: its hosts take no work', () => {
  const { basis } = live(
    [1, 2, 3, 4].map((number) => server(number, 400)),
    ['nis/hall-1/row-a/rack-1'],
  )
  const { pools } = new Gate(estate, topologyOf(estate), basis).after([], NOTHING)
  expect(pools[0]?.left.threads).toBe(3 * 64)
})
