import { expect, it } from 'vitest'
import { topologyOf } from '../labels/topology.ts'
import { demandOf } from './demand.ts'
import { HostsLeft, hostsOfEstate } from './supply.ts'
import { estateOfSites, workWith } from './testing/two-sites.ts'

const GIB = 2 ** 30

it('watts and rack units are the share of hosts’ threads, of GPU systems the share of their GPUs', async () => {
  const estate = await estateOfSites({ nis: { servers: 4, gpus: 2 } })
  const hosts = new HostsLeft(hostsOfEstate(estate, topologyOf(estate)))
  const demand = demandOf(
    [
      // 32 of 4 × 64 threads: an eighth of 3,200 W and of 8 U.
      workWith({ copies: 8, each: { threads: 4, memory: 16 * GIB, gpus: 0 } }),
      // 4 of 16 GPUs: a quarter of 20 kW and of 16 U, whatever its threads.
      workWith({ name: 'model', copies: 2, pool: 'gpus', each: { threads: 8, memory: 64 * GIB, gpus: 2 } }),
      workWith({ name: 'night', recovery: 'single-site', each: { threads: 64, memory: GIB, gpus: 0 }, unknown: ['x'] }),
    ],
    hosts,
  )
  expect(demand).toEqual([
    {
      site: 'nis',
      recovery: 'active-active',
      unknown: 0,
      threads: 32 + 16,
      memory: 256 * GIB,
      gpus: 4,
      units: 1 + 4,
      watts: 400 + 5000,
    },
    { site: 'nis', recovery: 'single-site', unknown: 1, threads: 64, memory: GIB, gpus: 0, units: 2, watts: 800 },
  ])
})

it('work that no host of a site can take is counted, with no watts and no rack units there', async () => {
  const estate = await estateOfSites({ nis: { servers: 1 } })
  const work = workWith({ pool: 'gpus', copies: 3, each: { threads: 8, memory: GIB, gpus: 1 } })
  const [demand] = demandOf([work], new HostsLeft(hostsOfEstate(estate, topologyOf(estate))))
  expect(demand).toMatchObject({ threads: 24, gpus: 3, units: 0, watts: 0 })
})
