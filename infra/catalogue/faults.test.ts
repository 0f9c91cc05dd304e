import { describe, expect, it } from 'vitest'
import { seconds } from '../../twin/model/units.ts'
import { imagesOf, serviceOf, workloadOf } from '../testing/service-of.ts'
import { catalogueFaults } from './faults.ts'
import { activePassive, singleSite } from './recovery.ts'
import type { Service } from './service.ts'
import { assumed } from './stated.ts'

const SITES = [
  { site: 'belgrade', nodes: 204, gpuNodes: 0, powerBlocks: 2, gpuPowerBlocks: 0 },
  { site: 'kragujevac', nodes: 1040, gpuNodes: 24, powerBlocks: 8, gpuPowerBlocks: 1 },
]
const faults = (...services: readonly Service[]) =>
  catalogueFaults(services, imagesOf(), SITES).map(({ path, message }) => `${path}: ${message}`)

const inKragujevac = assumed(singleSite({ site: 'kragujevac', reason: 'a test' }), 'a test')
const gpu = { kind: 'gpu', gpus: 1 } as const

describe('a catalogue', () => {
  it('of sound services has no fault', () => {
    const store = serviceOf('store', [workloadOf('api')])
    const asker = serviceOf('asker', [workloadOf('web', { needs: ['back', 'store/api'] }), workloadOf('back')])
    expect(faults(store, asker)).toEqual([])
  })

  it('tells all its faults at once, each with the nearest name that there is', () => {
    const one = serviceOf('one', [
      workloadOf('web', { needs: ['tow/api'], image: 'any/imagee' }),
      workloadOf('web'),
      workloadOf('worker', { calls: ['wev'] }),
    ])
    expect(faults(one, serviceOf('two', []), serviceOf('One', []), serviceOf('two', []))).toEqual([
      'One: One is no DNS-1123 label: at most 63 of a–z, 0–9 and hyphens, a letter first, no hyphen last',
      'two: is the name of two services; each is a namespace of its own',
      'one/web: is the name of two workloads of this service',
      'one/web: asks tow/api, but there is no service tow; did you mean two?',
      'one/web: has image any/imagee, of which the image lock has no digest; did you mean any/image?',
      'one/worker: asks wev, but one has no wev; did you mean web?',
    ])
  })

  it('refuses names that end in a hyphen or have more than 63 characters, also where a tenant makes them too long', () => {
    const tenant = { name: 'x'.repeat(40), gpus: 1, pods: 1, size: { cpus: 1, memoryGiB: 1 } }
    const found = faults(
      serviceOf('ends-', []),
      serviceOf('a'.repeat(64), []),
      serviceOf('b'.repeat(30), [], { tenants: assumed([tenant], 'a test') }),
    )
    expect(found).toHaveLength(3)
    expect(found[2]).toContain(`${'b'.repeat(30)}-${'x'.repeat(40)} is no DNS-1123 label`)
  })

  it('refuses needs that lead back, and lets calls do so', () => {
    const ring = (how: 'needs' | 'calls') => [
      serviceOf('a', [workloadOf('w', { needs: ['b/w'] })]),
      serviceOf('b', [workloadOf('w', { needs: ['c/w'] })]),
      serviceOf('c', [workloadOf('w', { [how]: ['a/w'] })]),
    ]
    expect(faults(...ring('calls'))).toEqual([])
    expect(faults(...ring('needs'))).toEqual([
      'a/w: needs itself: a/w → b/w → c/w → a/w. After the loss of a site none of them could begin; make one of them a call',
    ])
  })

  it('refuses a host that leads to two workloads', () => {
    const at = (name: string, host: string) => workloadOf(name, { exposure: { to: 'internet', host } })
    expect(faults(serviceOf('a', [at('w', 'x.rs'), at('v', 'y.rs')]), serviceOf('b', [at('w', 'x.rs')]))).toEqual([
      'b/w: is to be found under x.rs, which leads to a/w',
    ])
  })

  it('refuses classes that need each other, since their stacks have no order, and what is asked twice', () => {
    const a = serviceOf('a', [workloadOf('w', { needs: ['b/x'] }), workloadOf('v')])
    const b = serviceOf('b', [workloadOf('w', { needs: ['a/v'], calls: ['x', 'x'] }), workloadOf('x')], {
      workloadClass: 'wallet',
    })
    expect(faults(a, b)).toEqual([
      'b/w: asks x twice; either needs or calls it',
      'egov: is a class of workloads that needs itself: egov → wallet → egov. Their stacks could be applied in no order; move a service to another class',
    ])
  })

  it('refuses a workload that needs what is not at one of its sites, or is less important', () => {
    const there = serviceOf('there', [workloadOf('api')], { recovery: inKragujevac, tier: assumed('3', 'a test') })
    const asker = (how: 'needs' | 'calls') => serviceOf('asker', [workloadOf('web', { [how]: ['there/api'] })])
    expect(faults(there, asker('calls'))).toEqual([])
    expect(faults(there, asker('needs'))).toEqual([
      'asker/web: needs there/api, which does not run at belgrade (single-site); make it a call, or let it run there',
      'asker/web: is of tier 2 and needs there/api of tier 3; raise that, or make it a call',
    ])
  })

  it('refuses GPUs where none stand: at the site that only stands by as well', () => {
    const model = { ...workloadOf('model'), ...gpu }
    const standby = assumed(activePassive({ primary: 'kragujevac', rpo: seconds(0), rto: seconds(60) }), 'a test')
    expect(faults(serviceOf('ai', [model], { recovery: inKragujevac }))).toEqual([])
    expect(faults(serviceOf('ai', [model], { recovery: standby }))).toEqual([
      'ai/model: asks for GPUs at belgrade, where the estate has none; GPUs stand at kragujevac',
    ])
  })

  it('refuses a site that the estate does not have, and copies that are no number above nothing', () => {
    const service = serviceOf('a', [workloadOf('w', { copies: assumed(2.5, 'a test') })], { recovery: inKragujevac })
    const messages = catalogueFaults([service], imagesOf(), SITES.slice(0, 1)).map(({ message }) => message)
    expect(messages).toEqual([
      'is to run at kragujevac, where the estate has no nodes',
      'is to run in 2.5 copies; give a number above nothing',
    ])
  })
})
