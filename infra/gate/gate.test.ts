import { expect, it } from 'vitest'
import type { Estate } from '../../twin/model/estate.ts'
import { topologyOf } from '../labels/topology.ts'
import { ChangeSearch } from './change-search.ts'
import { Gate } from './gate.ts'
import { type Loss, NO_LOSS } from './loss.ts'
import { estateOfSites, type SmallSite, workWith } from './testing/two-sites.ts'
import type { Work } from './work.ts'

const GIB = 2 ** 30
const gateOf = async (sites: Readonly<Record<string, SmallSite>>) => {
  const estate: Estate = await estateOfSites(sites)
  return new Gate(estate, topologyOf(estate))
}
const NIS: Loss = { kind: 'site', path: 'nis' }
const threads = (count: number, given: Partial<Work> = {}) =>
  workWith({ copies: count, each: { threads: 1, memory: GIB, gpus: 0 }, ...given })

it('each site, hall, UPS and feed is a loss, after nothing at all', async () => {
  const { losses } = await gateOf({ nis: {}, zajecar: { halls: 2 } })
  expect(losses.map(({ kind }) => kind)).toEqual([
    'nothing',
    'site',
    'site',
    'hall',
    'hall',
    'hall',
    'ups',
    'ups',
    'ups',
    'ups',
    'feed',
    'feed',
    'feed',
    'feed',
    'feed',
    'feed',
  ])
})

it('the other site must carry all of an active-active load: the larger of both, not their sum', async () => {
  const gate = await gateOf({ nis: { servers: 4 }, zajecar: { servers: 2 } })
  const both = (count: number) => [threads(count), threads(100, { site: 'zajecar' })]
  // Two servers of 64 threads are left.
  expect(gate.after(both(128), NIS).shortages).toEqual([])
  expect(gate.after(both(129), NIS).shortages).toEqual([
    { what: 'vCPU', where: 'zajecar', pool: 'servers', needed: 129, left: 128, unit: 'vCPU' },
  ])
})

it('a standby grows to what its primary has; work of one site stays away and is told', async () => {
  const gate = await gateOf({ nis: { servers: 4 }, zajecar: { servers: 2 } })
  const work = [
    threads(128, { recovery: 'active-passive' }),
    threads(3, { recovery: 'active-passive', site: 'zajecar' }),
    threads(99, { name: 'training', recovery: 'single-site' }),
  ]
  const { pools, shortages, stays } = gate.after(work, NIS)
  expect(shortages).toEqual([])
  expect(stays.map(({ name, copies }) => [name, copies])).toEqual([['training', 99]])
  expect(pools).toMatchObject([{ site: 'zajecar', needed: { threads: 128 }, watts: 1600, nameplate: 1600 }])
})

it('GPU work that must move never fits where no GPU is', async () => {
  const gate = await gateOf({ nis: { gpus: 1 }, zajecar: {} })
  const model = workWith({ name: 'model', pool: 'gpus', copies: 2, each: { threads: 8, memory: GIB, gpus: 1 } })
  expect(gate.after([model], NIS).shortages[0]).toEqual({
    what: 'GPUs',
    where: 'zajecar',
    pool: 'gpus',
    needed: 2,
    left: 0,
    unit: 'GPU',
  })
})

it('one copy that no host can take does not fit, whatever all of them have together', async () => {
  const gate = await gateOf({ nis: { servers: 4 } })
  const work = workWith({ copies: 1, each: { threads: 65, memory: GIB, gpus: 0 } })
  expect(gate.after([work], { kind: 'nothing', path: '' }).shortages).toMatchObject([
    { what: 'hosts that are large enough', needed: 1, left: 0 },
  ])
})

it('a lost hall leaves its work to the other halls of its site, and what these have no room for to the other site', async () => {
  const gate = await gateOf({ nis: { servers: 2, halls: 2 }, zajecar: { servers: 3 } })
  const hall: Loss = { kind: 'hall', path: 'nis/hall-1' }
  expect(gate.after([threads(128)], hall)).toMatchObject({ moves: [], shortages: [] })
  // 128 threads are left there, 192 at the other site.
  expect(gate.after([threads(192)], hall)).toMatchObject({ moves: [{ site: 'nis' }], runs: [{ site: 'zajecar' }] })
  expect(gate.after([threads(192)], hall).shortages).toEqual([])
  expect(gate.after([threads(193)], hall).shortages).toMatchObject([
    { what: 'vCPU', where: 'zajecar', needed: 193, left: 192 },
  ])
})

it('work of one site runs after a lesser loss as far as there is room, the most urgent first; the rest is told', async () => {
  const gate = await gateOf({ nis: { servers: 2, halls: 2 } })
  const hall: Loss = { kind: 'hall', path: 'nis/hall-1' }
  const single = (name: string, tier: Work['tier']) => threads(40, { name, tier, recovery: 'single-site' })
  const { runs, shortages, stays } = gate.after([threads(60), single('late', '3'), single('early', '1')], hall)
  expect(shortages).toEqual([])
  // 128 − 60 − 40 leave 28 of 40.
  expect(runs.map(({ name, copies }) => [name, copies])).toEqual([
    ['web', 60],
    ['early', 40],
    ['late', 28],
  ])
  expect(stays.map(({ name, copies }) => [name, copies])).toEqual([['late', 12]])
})

it('GPU work of one site is told to stop where the rest of its site has no GPU', async () => {
  const gate = await gateOf({ nis: { gpus: 1 } })
  const each = { threads: 8, memory: GIB, gpus: 1 }
  const model = workWith({ name: 'model', pool: 'gpus', recovery: 'single-site', copies: 2, each })
  const { pools, shortages, stays } = gate.after([model], { kind: 'hall', path: 'nis/hall-1' })
  expect(shortages).toEqual([])
  expect(stays).toEqual([model])
  expect(pools).toEqual([])
})

it('what all of one cluster must move to is told where there is no other', async () => {
  const gate = await gateOf({ nis: {} })
  const after = gate.after([threads(3)], NIS)
  expect(after.shortages).toEqual([{ what: 'another site', where: 'nis', needed: 3, left: 0, unit: 'copies' }])
  expect(new ChangeSearch(gate, [threads(3)]).smallest(after)).toMatchObject([{ keep: 0, of: 3 }])
})

it('a line that moved load fills beyond its rating is told with its amperes', async () => {
  // Four servers of 800 W at most, all on line 1: 3,200 W ÷ 0.95 ÷ 230.94 V = 14.586 A when one feed has all. The three lines together are far from full.
  const tight = await gateOf({ nis: {}, zajecar: { amperage: '14.5 A' } })
  const feed: Loss = { kind: 'feed', path: 'zajecar/hall-1/row-a/feed-a' }
  const full = [threads(256, { site: 'zajecar' })]
  const shortages = tight.after(full, feed).shortages
  expect(shortages).toMatchObject([
    { what: 'power', where: 'zajecar/hall-1/row-a/feed-b', by: 'l1', left: 14.5, unit: 'A' },
  ])
  expect(shortages[0]?.needed).toBeCloseTo(14.586, 3)
  // 254 of 256 threads are 14.472 A, 255 are 14.529 A.
  expect(tight.after([threads(254, { site: 'zajecar' })], feed).shortages).toEqual([])
  expect(tight.after([threads(255, { site: 'zajecar' })], feed).shortages).toHaveLength(1)
})

it('a zone that moved load warms beyond what it has without its greatest unit is told in watts', async () => {
  // Two units of 3 kW: one may be lost. Half full, hosts draw what they usually do, 1,600 W; filled, 3,200 W.
  const gate = await gateOf({ nis: {}, zajecar: { cooling: '3 kW' } })
  const after = (count: number) => gate.after([threads(count), threads(1, { site: 'zajecar' })], NIS).shortages
  expect(after(128)).toEqual([])
  // 240 of 256 threads: 3,000 W exactly.
  expect(after(240)).toEqual([])
  expect(after(241)).toMatchObject([{ what: 'cooling', where: 'zajecar/hall-1', left: 3000, unit: 'W' }])
  expect(after(241)[0]?.needed).toBeCloseTo((241 / 256) * 3200, 6)
})

it('copies that do not share a host are counted by hosts, and what yields takes no more of them', async () => {
  // Three systems of 8 GPUs: 20 of 24 GPUs are asked in fours of 5, of which a system takes one.
  const gate = await gateOf({ nis: { gpus: 3 } })
  const each = { threads: 1, memory: GIB, gpus: 5 }
  const model = workWith({ name: 'model', recovery: 'single-site', pool: 'gpus', copies: 4, each })
  const { shortages } = gate.after([model], NO_LOSS)
  expect(shortages).toMatchObject([
    { what: 'hosts that are large enough', work: 'portal/model', needed: 4, left: 3, unit: 'copies' },
  ])
  expect(gate.after([{ ...model, copies: 3 }], NO_LOSS).shortages).toEqual([])
  const feed = gate.losses.find(({ kind }) => kind === 'feed')
  if (!feed) throw new Error('no feed')
  expect(gate.after([model], feed)).toMatchObject({ shortages: [], stays: [{ copies: 1 }] })
})
