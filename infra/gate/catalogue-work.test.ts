import { expect, it } from 'vitest'
import { seconds } from '../../twin/model/units.ts'
import { activePassive, singleSite } from '../catalogue/recovery.ts'
import { assumed } from '../catalogue/stated.ts'
import { serviceOf, workloadOf } from '../testing/service-of.ts'
import { catalogueWork } from './catalogue-work.ts'

const means = (site: string) => ({ site, nodes: 4, gpuNodes: 0, powerBlocks: 2, gpuPowerBlocks: 0 })
const SITES = [means('belgrade'), means('kragujevac')]

it('a service is counted at each of its sites with the copies that stand there', () => {
  const recovery = assumed(activePassive({ primary: 'kragujevac', rpo: seconds(0), rto: seconds(3600) }), 'a test')
  const load = { peak: assumed(50, 'a test'), perReplica: assumed(10, 'a test'), unit: 'requests/s' }
  const evisa = serviceOf('evisa', [workloadOf('web', { copies: load })], { recovery })
  // 50 ÷ 10, and one more; the standby that has an hour to grow keeps three.
  expect(catalogueWork([evisa], SITES).map(({ site, copies, recovery: kind }) => [site, copies, kind])).toEqual([
    ['belgrade', 3, 'active-passive'],
    ['kragujevac', 6, 'active-passive'],
  ])
})

it('a tenant is counted with all that its quota allows, where its platform stands', () => {
  const recovery = assumed(singleSite({ site: 'kragujevac', reason: 'a test' }), 'a test')
  const tenant = { name: 'lab', gpus: 4, size: { cpus: 64, memoryGiB: 512 }, pods: 8 }
  const platform = serviceOf('ai', [workloadOf('models')], { recovery, tenants: assumed([tenant], 'a test') })
  expect(catalogueWork([platform], SITES)[1]).toMatchObject({
    site: 'kragujevac',
    name: 'tenant lab',
    pool: 'gpus',
    copies: 1,
    each: { threads: 64, memory: 512 * 2 ** 30, gpus: 4 },
  })
})
