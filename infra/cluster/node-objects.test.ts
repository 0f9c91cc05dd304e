import { describe, expect, it } from 'vitest'
import { hostsOfEstate } from '../gate/supply.ts'
import { topologyOf } from '../labels/topology.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { nodeObjects } from './node-objects.ts'

async function nodesOf(...types: string[]) {
  const racks = types.map((type, number) => `rack-0${number + 1}: {kind: rack, type: ${type}}`)
  const estate = await estateOf(siteWith(rowWith(racks.join('\n'))))
  const [site] = topologyOf(estate).sites
  if (!site) throw new Error('the estate has a site')
  return nodeObjects(estate, site)
}

describe('the nodes of a practice cluster', () => {
  it('stand for racks, with labels from copper and what their servers have', async () => {
    const { nodes, gaps } = await nodesOf('served')
    expect(gaps).toEqual([])
    // 256 GiB are 262,144 MiB.
    const resources = { cpu: '64', memory: '262144Mi', 'ephemeral-storage': '400Gi', pods: '110' }
    expect(nodes).toMatchObject([
      {
        metadata: {
          name: 'nis-hall-1-row-a-rack-01',
          labels: {
            'kubernetes.io/hostname': 'nis-hall-1-row-a-rack-01',
            'topology.oblak.rs/power': 'nis-power.ups-a.ups-b',
          },
          annotations: { 'oblak.rs/rack': 'nis/hall-1/row-a/rack-01' },
        },
        status: { capacity: resources, allocatable: resources },
      },
    ])
    expect(nodes[0]?.spec).toEqual({})
    expect(nodes[0]?.status?.allocatable).toEqual(resources)
  })

  it('count all machines of a rack together, and keep those with GPUs for who asks for one', async () => {
    const { nodes, gaps } = await nodesOf('mixed')
    // A server of 64 threads and 256 GiB, a system of two machines of 224 threads and 2 TiB in all: 2,304 GiB, three machines of 110 pods.
    expect(nodes[0]?.status?.allocatable).toEqual({
      cpu: '288',
      memory: '2359296Mi',
      'ephemeral-storage': '1200Gi',
      pods: '330',
      'nvidia.com/gpu': '8',
    })
    expect(nodes[0]?.spec?.taints).toEqual([{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }])
    expect(gaps).toEqual([
      {
        rack: 'nis/hall-1/row-a/rack-01',
        why: 'not all of its devices are counted: no `compute` in the type of nis/hall-1/row-a/rack-01/silent',
      },
    ])
  })

  it('stand for machines where the estate says so: each with its share, the labels of its rack, and a taint where it has GPUs', async () => {
    const server = 'server: {kind: device, type: server, position: 20, cords: [pdu-a, pdu-b]}'
    const rack = `rack-01: {kind: rack, type: gpus, nodes: machine, things: {${server}}}`
    const estate = await estateOf(siteWith(rowWith(rack)))
    const [site] = topologyOf(estate).sites
    if (!site) throw new Error('the estate has a site')
    const { nodes } = nodeObjects(estate, site)
    // A server of one machine; a system of two, which share 224 threads, 2 TiB and 8 GPUs.
    const whole = { cpu: '64', memory: '262144Mi', 'ephemeral-storage': '400Gi', pods: '110' }
    const half = { ...whole, cpu: '112', memory: '1048576Mi', 'nvidia.com/gpu': '4' }
    const told = nodes.map(({ metadata, status, spec }) => [
      metadata?.name,
      status?.allocatable,
      spec?.taints?.length ?? 0,
    ])
    expect(told).toEqual([
      ['nis-hall-1-row-a-rack-01-server', whole, 0],
      ['nis-hall-1-row-a-rack-01-system-1', half, 1],
      ['nis-hall-1-row-a-rack-01-system-2', half, 1],
    ])
    for (const { metadata } of nodes) {
      expect(metadata?.labels).toMatchObject({
        'kubernetes.io/hostname': metadata?.name,
        'topology.oblak.rs/rack': 'nis-hall-1-row-a-rack-01',
        'topology.oblak.rs/power': 'nis-power.ups-a.ups-b',
      })
      expect(metadata?.annotations).toEqual({ 'oblak.rs/rack': 'nis/hall-1/row-a/rack-01' })
    }
    // The gate counts devices: two, whatever their machines are registered as.
    expect(hostsOfEstate(estate, { sites: [site] }).map(({ path, pool }) => [path, pool])).toEqual([
      ['nis/hall-1/row-a/rack-01/server', 'servers'],
      ['nis/hall-1/row-a/rack-01/system', 'gpus'],
    ])
  })

  it('are none where nobody says what the servers have: unknown is not zero', async () => {
    const { nodes, gaps } = await nodesOf('silent', 'served')
    expect(nodes.map(({ metadata }) => metadata?.name)).toEqual(['nis-hall-1-row-a-rack-02'])
    expect(gaps).toEqual([
      {
        rack: 'nis/hall-1/row-a/rack-01',
        why: 'it is no node: no `compute` in the type of nis/hall-1/row-a/rack-01/server',
      },
    ])
  })
})
