import { expect, test } from 'vitest'
import type { EstateState } from '../../analysis/build-out/estate-state.ts'
import { epochMs } from '../../model/units.ts'
import { ListedCloud, nodeAt, podAt } from '../testing/listed-cloud.ts'
import { DatedCloud } from './dated-cloud.ts'

const stateOf = (key: string): EstateState => ({ key, files: [], adds: [], removes: [], phases: [], capacities: [] })
const toCome = (key: string) => ({ day: '2030-06-30', isPast: false, state: stateOf(key) })

function dated() {
  const source = new ListedCloud()
  source.has([podAt('web-1', nodeAt('a', 1))])
  return { source, cloud: new DatedCloud(source, () => epochMs(1_000)) }
}

test('a day to come tells the worst that the declared spread allows on the racks of that day, and no pod of now', async () => {
  const { cloud } = dated()
  const { basis, clusters, day, services } = await cloud.all(toCome('later'))
  expect({ basis, day }).toEqual({ basis: 'planned', day: '2030-06-30' })
  expect(clusters).toMatchObject([{ site: 'belgrade', state: 'none', pods: 0 }])
  const [site] = services[0]?.sites ?? []
  expect(site).toMatchObject({ declared: 4, running: null, racks: null })
  // Three racks of one block are left: all four copies go with it.
  expect(site?.survival.power).toMatchObject({ verdict: 'lost', by: 'declared spread', copiesLeft: 0 })
  const detail = await cloud.service('evisa', toCome('later'))
  expect(detail).toMatchObject({ basis: 'planned', sites: [{ racks: [], eligible: { racks: 3 } }] })
  expect(await cloud.service('nobody', toCome('later'))).toBeUndefined()
})

test('a day whose estate is that of today is told as declared today', async () => {
  const { cloud, source } = dated()
  const { services } = await cloud.all({ day: '2026-12-01', isPast: false, state: undefined })
  // Two blocks, two copies each.
  expect(services[0]?.sites[0]?.survival.power).toMatchObject({ verdict: 'reduced', copiesLeft: 2 })
  expect(source.askedOn).toEqual([])
})

test('of a past day nothing is told, for nobody kept what ran', async () => {
  const { cloud, source } = dated()
  const past = { day: '2026-01-01', isPast: true, state: stateOf('before') }
  expect(await cloud.all(past)).toMatchObject({ basis: 'not recorded', clusters: [], services: [], why: null })
  expect(await cloud.service('evisa', past)).toBeUndefined()
  expect(source.askedOn).toEqual([])
})

test('days between two changes share one state, and the two that were asked last are kept', async () => {
  const { cloud, source } = dated()
  for (const key of ['a', 'a', 'b', 'a', 'c', 'a', 'b']) await cloud.all(toCome(key))
  expect(source.askedOn).toEqual(['a', 'b', 'c', 'b'])
})

test('racks of a day to come say of which services they may take copies, and have no pods', async () => {
  const { cloud } = dated()
  const { eligible, racks } = await cloud.racks(toCome('later'))
  expect(racks).toEqual([])
  expect(eligible).toMatchObject([{ site: 'belgrade', services: ['evisa'] }])
  expect(eligible[0]?.racks).toHaveLength(3)
  const [rack = ''] = eligible[0]?.racks ?? []
  const { services } = await cloud.rack(rack, toCome('later'))
  expect(services).toMatchObject([{ name: 'evisa', workloads: [{ copies: 4, pods: [] }] }])
  expect((await cloud.rack('belgrade/hall-1/row-b/rack-01', toCome('later'))).services).toEqual([])
  expect((await cloud.racks({ ...toCome('later'), isPast: true })).eligible).toEqual([])
})

test('what could not be read is asked for again', async () => {
  const { cloud, source } = dated()
  source.unreadable = 'block-40.yaml:3: no such kind'
  await expect(cloud.all(toCome('a'))).rejects.toThrow('block-40.yaml:3')
  source.unreadable = undefined
  expect((await cloud.all(toCome('a'))).services).toHaveLength(1)
})
