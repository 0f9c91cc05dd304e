import { expect, test } from 'vitest'
import type { CloudCluster, DeclaredCloud } from '../../model/cloud.ts'
import { LISTED_CLOUD, ListedCloud, nodeAt, podAt } from '../testing/listed-cloud.ts'
import { DeclaredRacks } from './declared-racks.ts'
import { PlacedPods } from './placed-pods.ts'
import { ServiceViews } from './service-views.ts'

const NOW = 1_000_000_000

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
  const [service] = new ServiceViews(WITH_JOB, new DeclaredRacks(WITH_JOB)).all(cloud.clusters(), placed, NOW)
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

const SITES = ['belgrade', 'kragujevac']

/** The service at two sites, active at both. */
const TWO_SITES: DeclaredCloud = {
  ...LISTED_CLOUD,
  racks: LISTED_CLOUD.racks.flatMap((one) =>
    SITES.map((site) => ({ ...one, site, rack: one.rack.replace('belgrade', site) })),
  ),
  services: LISTED_CLOUD.services.map((service) => ({
    ...service,
    sites: service.sites.flatMap((site) => SITES.map((name) => ({ ...site, site: name }))),
    workloads: service.workloads.flatMap((web) =>
      SITES.map((site) => ({ ...web, site, recovery: { ...web.recovery, class: 'active-active' as const } })),
    ),
  })),
}

/** Both sites, all copies running, where the cluster of the second has been away for a while. */
function withOtherAway(awayMs: number | undefined, nodes?: CloudCluster['nodes']) {
  const listed = new ListedCloud()
  listed.has(WEB)
  const clusters = listed.clusters().flatMap((cluster): CloudCluster[] => [
    cluster,
    {
      ...cluster,
      site: 'kragujevac',
      nodes: nodes ?? cluster.nodes,
      ...(awayMs !== undefined && { state: 'away', since: NOW - awayMs }),
    },
  ])
  const views = new ServiceViews(TWO_SITES, new DeclaredRacks(TWO_SITES))
  return views.all(clusters, new PlacedPods(TWO_SITES, clusters), NOW)[0]?.sites ?? []
}

test('a site that answers, or was heard within five minutes, carries the service of a lost one', () => {
  for (const away of [undefined, 299_999]) {
    const [belgrade] = withOtherAway(away)
    expect(belgrade?.survival.site).toMatchObject({ verdict: 'kept', why: 'other site carries' })
  }
})

test('a site that has been away for five minutes carries nothing, and nobody says that it is lost', () => {
  const [belgrade] = withOtherAway(300_000)
  expect(belgrade?.survival.site).toMatchObject({ verdict: 'unknown', why: 'other site not heard' })
  // Neither is what was only declared for one that never answered.
  expect(withOtherAway(300_000, [])[0]?.survival.site).toMatchObject({ why: 'other site not heard' })
})

test('of a site that is away it is told that copies are as last heard, and when that was', () => {
  const [belgrade, kragujevac] = withOtherAway(60_000)
  expect(belgrade).toMatchObject({ heardAt: null, survival: { rack: { by: 'live pods' } } })
  expect(kragujevac).toMatchObject({ heardAt: NOW - 60_000, survival: { rack: { by: 'last heard' } } })
  expect(withOtherAway(60_000, [])[1]).toMatchObject({ heardAt: null, survival: { rack: { by: 'declared spread' } } })
})
