import { describe, expect, it } from 'vitest'
import { seconds } from '../../twin/model/units.ts'
import { serviceOf, workloadOf } from '../testing/service-of.ts'
import { allowedPaths } from './paths.ts'
import { activePassive, type Recovery, singleSite } from './recovery.ts'
import type { Service } from './service.ts'
import { assumed } from './stated.ts'

const told = (...services: readonly Service[]) =>
  allowedPaths(services).map(
    ({ from, to, port }) =>
      `${from.site} ${from.service}/${from.workload} → ${to.site} ${to.service}/${to.workload}:${port}`,
  )
const asker = serviceOf('asker', [workloadOf('web', { calls: ['asked/api'] })])
const asked = (recovery: Recovery) =>
  serviceOf('asked', [workloadOf('api', { port: 9000 })], { recovery: assumed(recovery, 'a test') })

describe('paths between workloads', () => {
  it('stay at a site where the other is active at both', () => {
    expect(told(asker, asked({ kind: 'active-active' }))).toEqual([
      'belgrade asker/web → belgrade asked/api:9000',
      'kragujevac asker/web → kragujevac asked/api:9000',
    ])
  })

  it('lead across to what is at one site only', () => {
    expect(told(asker, asked(singleSite({ site: 'kragujevac', reason: 'a test' })))).toEqual([
      'belgrade asker/web → kragujevac asked/api:9000',
      'kragujevac asker/web → kragujevac asked/api:9000',
    ])
  })

  it('lead to the primary, and to the standby beside for the day on which it takes over', () => {
    const terms = { primary: 'belgrade', rpo: seconds(0), rto: seconds(60) } as const
    expect(told(asker, asked(activePassive(terms)))).toEqual([
      'belgrade asker/web → belgrade asked/api:9000',
      'kragujevac asker/web → belgrade asked/api:9000',
      'kragujevac asker/web → kragujevac asked/api:9000',
    ])
  })

  it('join the copies of what keeps data, within a site and from site to site', () => {
    const store = {
      ...workloadOf('store', { port: 5432 }),
      kind: 'stateful',
      storageGiB: assumed(1, 'a test'),
    } as const
    const stateful = { ...store, copies: assumed(3, 'a test') }
    expect(told(serviceOf('kept', [stateful]))).toEqual([
      'belgrade kept/store → belgrade kept/store:5432',
      'belgrade kept/store → kragujevac kept/store:5432',
      'kragujevac kept/store → belgrade kept/store:5432',
      'kragujevac kept/store → kragujevac kept/store:5432',
    ])
  })
})
