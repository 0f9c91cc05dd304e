import { expect, it } from 'vitest'
import { seenNode, seenPod } from './seen-pod.ts'

it('keeps of a pod its service, its node and whether it runs, and why it waits', () => {
  const labels = { 'oblak.rs/service': 'evisa', 'app.kubernetes.io/name': 'web', 'pod-template-hash': 'x' }
  const running = seenPod({
    metadata: { name: 'web-1', namespace: 'evisa', labels },
    spec: { nodeName: 'belgrade-hall-1-row-a-rack-01' },
    status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] },
  })
  expect(running).toEqual({
    name: 'web-1',
    namespace: 'evisa',
    service: 'evisa',
    workload: 'web',
    phase: 'Running',
    ready: true,
    leaving: false,
    node: 'belgrade-hall-1-row-a-rack-01',
    why: undefined,
  })
  const waiting = seenPod({
    metadata: { name: 'web-2', namespace: 'evisa', deletionTimestamp: '2026-11-26T00:00:00Z' },
    status: {
      phase: 'Pending',
      conditions: [{ type: 'PodScheduled', status: 'False', message: `0/204 nodes are available: ${'x'.repeat(999)}` }],
    },
  })
  expect(waiting).toMatchObject({ phase: 'Pending', ready: false, leaving: true, service: undefined })
  expect(waiting.why).toHaveLength(200)
  expect(seenPod({ status: { phase: 'Bewildered' } }).phase).toBe('Unknown')
})

it('finds the rack of a node by its annotation, its rack label, or its name, if there is such a rack', () => {
  const known = ['nis/hall-1/rack-1', 'nis/hall-1/rack-9']
  const rackOf = (said: string) => known.find((rack) => rack === said || rack.replaceAll('/', '-') === said)
  const annotations = { 'oblak.rs/rack': 'nis/hall-1/rack-9' }
  const labels = { 'topology.oblak.rs/rack': 'nis-hall-1-rack-1' }
  const racks = [
    { metadata: { name: 'any', annotations, labels } },
    { metadata: { name: 'any', labels } },
    { metadata: { name: 'nis-hall-1-rack-1' } },
    { metadata: { name: 'stranger' } },
    { metadata: { name: 'any', annotations: { 'oblak.rs/rack': 'nowhere/rack-1' }, labels } },
    { metadata: { name: 'any', annotations: { 'oblak.rs/rack': 'nowhere/rack-1' } } },
  ].map((node) => seenNode(node, rackOf).rack)
  const one = 'nis/hall-1/rack-1'
  expect(racks).toEqual(['nis/hall-1/rack-9', one, one, undefined, one, undefined])
  expect(seenNode({ spec: { unschedulable: true } }, rackOf)).toMatchObject({ cordoned: true, ready: false })
})
