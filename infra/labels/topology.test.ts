import { describe, expect, it } from 'vitest'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { type Topology, topologyOf } from './topology.ts'

const nodes = ({ sites }: Topology) => sites.flatMap((site) => site.nodes)
const powerOf = (topology: Topology) => nodes(topology).map(({ labels }) => labels['topology.oblak.rs/power'])

describe('the topology of an estate', () => {
  it('names where a rack with a server stands, from the site down, and the UPS that its cords lead to', async () => {
    const topology = topologyOf(await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: served}'))))
    expect(topology.gaps).toEqual([])
    expect(topology.sites).toEqual([
      {
        site: 'nis',
        nodes: [
          {
            rack: 'nis/hall-1/row-a/rack-01',
            name: 'nis-hall-1-row-a-rack-01',
            labels: {
              'topology.kubernetes.io/region': 'nis',
              'topology.kubernetes.io/zone': 'nis-hall-1',
              'topology.oblak.rs/hall': 'nis-hall-1',
              'topology.oblak.rs/row': 'nis-hall-1-row-a',
              'topology.oblak.rs/rack': 'nis-hall-1-row-a-rack-01',
              'topology.oblak.rs/power': 'nis-power.ups-a.ups-b',
            },
            hasGpu: false,
          },
        ],
      },
    ])
  })

  it('counts racks with servers or GPU systems, and no rack of switches or without devices', async () => {
    const racks = ['served', 'network', 'gpus'].map(
      (type, number) => `rack-0${number + 1}: {kind: rack, type: ${type}}`,
    )
    const topology = topologyOf(await estateOf(siteWith(rowWith([...racks, 'rack-04: {kind: rack}'].join('\n')))))
    expect(nodes(topology).map(({ name, hasGpu }) => [name, hasGpu])).toEqual([
      ['nis-hall-1-row-a-rack-01', false],
      ['nis-hall-1-row-a-rack-03', true],
    ])
  })

  it('gives a rack no power label whose servers have no cord, and says so', async () => {
    const topology = topologyOf(await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: cordless}'))))
    expect(powerOf(topology)).toEqual([undefined])
    expect(topology.gaps).toEqual([
      {
        rack: 'nis/hall-1/row-a/rack-01',
        label: 'topology.oblak.rs/power',
        why: 'none of its servers has a power cord',
      },
    ])
  })

  it('gives a rack no power label where one of its sides has no UPS: half of a pair would be a guess', async () => {
    const row = rowWith('rack-01: {kind: rack, type: served}', 'power/board-a', 'power/raw')
    const topology = topologyOf(await estateOf(siteWith(row)))
    expect(powerOf(topology)).toEqual([undefined])
    expect(topology.gaps.map(({ why }) => why)).toEqual(['no UPS stands above nis/hall-1/row-a/rack-01/pdu-b'])
  })

  it('goes by the cords and not by the rack PDUs: both cords in one strip are one UPS', async () => {
    const topology = topologyOf(await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: one-sided}'))))
    expect(powerOf(topology)).toEqual(['nis-power-ups-a'])
  })

  it('counts both sources of a transfer switch, and not the bypass around a UPS', async () => {
    const row = rowWith('rack-01: {kind: rack, type: served}', 'power/switched', 'power/bypassed')
    const site = siteWith(row).replace(
      '          raw:',
      `          switched: {kind: power-panel, from: ups-a, alternate: ups-b, rating: 400 A, voltage: 400 V, voltageIs: line-to-line}
          bypassed: {kind: power-panel, from: ups-a, alternate: grid, rating: 400 A, voltage: 400 V, voltageIs: line-to-line}
          raw:`,
    )
    expect(powerOf(topologyOf(await estateOf(site)))).toEqual(['nis-power.ups-a.ups-b'])
  })

  it('gives a rack that stands in no row no label of one', async () => {
    const site = siteWith(
      rowWith('rack-01: {kind: rack, type: served}')
        .replace('kind: row', 'kind: group')
        .replace(/\n {2}at:.*\n.*/, ''),
    ).replace('{kind: rack,', '{kind: rack, at: [1, 1], faces: north,')
    const topology = topologyOf(await estateOf(site))
    expect(nodes(topology)[0]?.labels).not.toHaveProperty('topology.oblak.rs/row')
    expect(topology.gaps).toEqual([
      { rack: 'nis/hall-1/row-a/rack-01', label: 'topology.oblak.rs/row', why: 'it stands in no row' },
    ])
  })

  it('keeps sites apart, in the order of their names', async () => {
    const row = rowWith('rack-01: {kind: rack, type: served}')
    const topology = topologyOf(await estateOf(`${siteWith(row, 'zajecar')}\n${siteWith(row, 'nis')}`))
    expect(topology.sites.map(({ site, nodes: own }) => [site, own.map(({ name }) => name)])).toEqual([
      ['nis', ['nis-hall-1-row-a-rack-01']],
      ['zajecar', ['zajecar-hall-1-row-a-rack-01']],
    ])
  })

  it('refuses two racks whose paths give one name, and names both', async () => {
    const rows = [
      rowWith('a-b: {kind: rack, type: served}', undefined, undefined, 'row'),
      rowWith('b: {kind: rack, type: served}', undefined, undefined, 'row-a').replace('at: [2, 4]', 'at: [2, 8]'),
    ]
    const estate = await estateOf(siteWith(rows.join('\n')))
    expect(() => topologyOf(estate)).toThrow(
      expect.objectContaining({
        code: 'names',
        status: 1,
        message: expect.stringMatching(
          /nis\/hall-1\/row-a\/b: would be nis-hall-1-row-a-b as [\s\S]*, which nis\/hall-1\/row\/a-b is already/,
        ),
      }),
    )
  })

  it.each([
    [63, true],
    [64, false],
  ])('takes a name of %i characters: %s', async (length, isTaken) => {
    // `nis-hall-1-row-a-` has 17.
    const rack = 'r'.repeat(length - 17)
    const estate = await estateOf(siteWith(rowWith(`${rack}: {kind: rack, type: served}`)))
    if (isTaken) expect(nodes(topologyOf(estate))[0]?.name).toHaveLength(63)
    else expect(() => topologyOf(estate)).toThrow(/64 characters, and Kubernetes allows 63/)
  })

  it('refuses an estate without a server: there would be nothing to write', async () => {
    const estate = await estateOf(siteWith(rowWith('rack-01: {kind: rack, type: network}')))
    expect(() => topologyOf(estate)).toThrow(expect.objectContaining({ code: 'no-nodes', status: 1 }))
  })
})
