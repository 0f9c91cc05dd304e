import { expect, test } from 'vitest'
import type { DeclaredCloud } from '../../model/cloud.ts'
import { LISTED_CLOUD, ListedCloud, nodeAt, podAt } from '../testing/listed-cloud.ts'
import { DeclaredRacks } from './declared-racks.ts'
import { PlacedPods } from './placed-pods.ts'
import { ServiceViews } from './service-views.ts'

/** The service with a job besides, one copy by a timetable. */
const WITH_JOB: DeclaredCloud = {
  ...LISTED_CLOUD,
  services: LISTED_CLOUD.services.map((service) => ({
    ...service,
    workloads: service.workloads.flatMap((web) => [
      web,
      { ...web, name: 'job', kind: 'nightly' as const, copies: 1, needed: 1 },
    ]),
  })),
}

const WEB = [1, 2, 3]
  .map((number) => podAt(`web-${number}`, nodeAt('a', number)))
  .concat(podAt('web-4', nodeAt('b', 1)))

function siteWith(pods: Parameters<ListedCloud['has']>[0]) {
  const cloud = new ListedCloud()
  cloud.has(pods)
  const placed = new PlacedPods(WITH_JOB, cloud.clusters())
  const [service] = new ServiceViews(WITH_JOB, new DeclaredRacks(WITH_JOB)).all(cloud.clusters(), placed)
  return service?.sites[0]
}

test('a job between two runs is no copy that a service lacks', () => {
  // Four copies of the web, three of which carry its load.
  const between = siteWith(WEB)
  expect(between).toMatchObject({ declared: 4, needed: 3, running: 4, pending: 0 })
  expect(between?.workloads[1]).toMatchObject({ name: 'job', declared: 1, running: 0 })
  expect(between?.survival.host).toMatchObject({ verdict: 'kept', workload: 'web', by: 'live pods' })
  expect(siteWith([...WEB, podAt('job-1', nodeAt('b', 2), { workload: 'job' })])).toMatchObject({
    running: 4,
    declared: 4,
  })
})

test('a job that waits for a place is told', () => {
  const waits = podAt('job-1', undefined, { workload: 'job', phase: 'Pending', ready: false })
  expect(siteWith([...WEB, waits])).toMatchObject({ running: 4, pending: 1 })
})
