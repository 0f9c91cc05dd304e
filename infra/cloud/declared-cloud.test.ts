import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { shippedFolder } from '../../twin/estate/estate-folder.ts'
import { seconds } from '../../twin/model/units.ts'
import { placementsOf } from '../catalogue/placements.ts'
import { activePassive, singleSite } from '../catalogue/recovery.ts'
import type { GpuWorkload, NightlyWorkload, StatefulWorkload } from '../catalogue/service.ts'
import { STATE_CATALOGUE } from '../catalogue/state-catalogue.ts'
import { assumed, published } from '../catalogue/stated.ts'
import { type StackJson, stackOf } from '../policy/rendered-stack.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { TEST_SITES, terraformOf } from '../testing/rendered-service.ts'
import { serviceOf, workloadOf } from '../testing/service-of.ts'
import { constructPathOf } from './construct-path.ts'
import { declaredCloud } from './declared-cloud.ts'

const why = 'a test'
const common = { image: 'any/image', size: assumed({ cpus: 1, memoryGiB: 2 }, why) }
const store: StatefulWorkload = {
  ...common,
  name: 'store',
  kind: 'stateful',
  port: 5432,
  copies: assumed(3, why),
  storageGiB: assumed(10, why),
}
const model: GpuWorkload = { ...common, name: 'model', kind: 'gpu', port: 8443, copies: assumed(2, why), gpus: 1 }
const nightly: NightlyWorkload = { ...common, name: 'nightly', kind: 'nightly', schedule: assumed('0 3 * * *', why) }

const ESTATE = await estateOf(
  [
    siteWith(rowWith('rack-[01-02]: {kind: rack, type: served}'), 'belgrade'),
    siteWith(
      `${rowWith('rack-[01-02]: {kind: rack, type: served}')}\n${rowWith('rack-01: {kind: rack, type: one-sided}', 'power/board-a', 'power/board-a', 'row-b').replace('at: [2, 4]', 'at: [2, 8]')}`,
      'kragujevac',
    ),
  ].join('\n'),
)

it('names the construct that runs each kind of workload as the stacks do', async () => {
  const recovery = assumed(singleSite({ site: 'kragujevac', reason: why }), why)
  const service = serviceOf('s', [workloadOf('web'), store, model, nightly], { recovery })
  const stacks = await terraformOf({}, service)
  const inStacks = [...stacks].flatMap(([name, json]) =>
    stackOf(name, json as StackJson).workloads.map(({ element }) => element.path),
  )
  const named = placementsOf([service], TEST_SITES).map(constructPathOf)
  expect(named).toHaveLength(4)
  expect(named.toSorted()).toEqual(inStacks.toSorted())
})

it('says of a service what runs where, what carries its load, and what it draws', () => {
  const recovery = assumed(activePassive({ primary: 'belgrade', rpo: seconds(0), rto: seconds(3600) }), why)
  const given = { recovery, dataClass: published('register' as const, 'law', why) }
  const { services, why: none } = declaredCloud(ESTATE, [serviceOf('s', [workloadOf('web'), store], given)])
  expect(none).toBeNull()
  expect(services).toHaveLength(1)
  const [service] = services
  expect(service).toMatchObject({ assumed: { tier: true, dataClass: false, recovery: true }, source: null })
  // 3 copies of 1 CPU each, web and store: 6 of 128 threads of two servers of 800 W.
  expect(service?.sites).toEqual([
    {
      site: 'belgrade',
      recovery: { class: 'active-passive', role: 'active', rpo: 0, rto: 3600, reason: null },
      watts: (6 / 128) * 1600,
    },
    expect.objectContaining({ site: 'kragujevac', recovery: expect.objectContaining({ role: 'standby' }) }),
  ])
  expect(service?.workloads.find(({ name, site }) => name === 'store' && site === 'belgrade')).toMatchObject({
    copies: 3,
    needed: 2,
    constructPath: 'egov-belgrade/s/store/stateful-set',
    // Both racks of Belgrade rest on the same pair of UPS: power spreads nothing there.
    spread: { pool: 'servers', overRacks: true, overPower: false },
  })
  expect(service?.workloads.find(({ site }) => site === 'kragujevac')?.spread.overPower).toBe(true)
})

it('calls a service as the estate does, and one that the estate does not name as the catalogue does', async () => {
  const racks = siteWith(rowWith('rack-[01-02]: {kind: rack, type: served}'), 'belgrade')
  const estate = await estateOf(
    `${racks}\nservices:\n  portal: {name: The portal, nameSr: Портал}\n  registers: {name: The registers}`,
  )
  const { services } = declaredCloud(
    estate,
    ['portal', 'registers', 'other'].map((name) => serviceOf(name, [workloadOf('web')])),
  )
  expect(services.map(({ title }) => title)).toEqual([
    { sr: 'Портал', en: 'The portal' },
    { sr: 'The registers', en: 'The registers' },
    { sr: 'other', en: 'other' },
  ])
})

it('every service of the catalogue has a name in the shipped estate', async () => {
  const named = await readFile(join(shippedFolder(), 'services.yaml'), 'utf8')
  for (const { name } of STATE_CATALOGUE) expect(named).toContain(`\n  ${name}: {name: `)
})

it('tells of each rack what it rests on, and which racks stop with a power block', () => {
  const { powerFailures, racks } = declaredCloud(ESTATE, [])
  const at = (rack: string) => racks.find((one) => one.rack === `kragujevac/hall-1/${rack}`)
  expect(at('row-a/rack-01')).toMatchObject({
    nodes: ['kragujevac-hall-1-row-a-rack-01'],
    pools: ['servers'],
    row: 'kragujevac/hall-1/row-a',
    hall: 'kragujevac/hall-1',
    block: ['kragujevac/power/ups-a', 'kragujevac/power/ups-b'],
    feeds: ['kragujevac/hall-1/row-a/feed-a', 'kragujevac/hall-1/row-a/feed-b'],
  })
  const stopping = (...of: string[]) =>
    powerFailures.find((failure) => failure.of.join() === of.map((one) => `kragujevac/power/${one}`).join())?.racks
  expect(stopping('ups-a')).toEqual(['kragujevac/hall-1/row-b/rack-01'])
  expect(stopping('ups-a', 'ups-b')).toEqual([
    'kragujevac/hall-1/row-a/rack-01',
    'kragujevac/hall-1/row-a/rack-02',
    'kragujevac/hall-1/row-b/rack-01',
  ])
  // Two supplies each: one UPS alone stops none of them.
  expect(stopping('ups-b')).toBeUndefined()
})

it('declares nothing where the estate has none of the sites of the catalogue, and says so', async () => {
  const { racks, services, why } = declaredCloud(
    await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: served}'))),
    [serviceOf('s', [workloadOf('web')])],
  )
  expect([services, racks.length]).toEqual([[], 1])
  expect(why).toMatch(/belgrade and kragujevac/)
  const switches = await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: network}')))
  expect(declaredCloud(switches, [])).toMatchObject({
    racks: [],
    why: expect.stringContaining('no rack with a server'),
  })
})
