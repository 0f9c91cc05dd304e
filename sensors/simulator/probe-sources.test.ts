import { describe, expect, it } from 'vitest'
import type { EpochMs } from '../../twin/model/units.ts'
import { World } from './physics/world.ts'
import { planProbeSources } from './probe-sources.ts'
import { smallEstate } from './testing/small-estate.ts'

describe('ways of the probes', () => {
  const plan = (makers: readonly [string, string]) => {
    const estate = smallEstate({ racks: 2, makers })
    const world = new World(estate, { seed: 1, at: Date.UTC(2026, 0, 1) as EpochMs })
    return { probes: [...world.probes.values()], ...planProbeSources(estate, world.probes.values()) }
  }
  const names = (probes: readonly { probe: { path: string } }[] = []) =>
    probes.map(({ probe }) => probe.path.split('/').at(-1))

  it('hangs intakes on a PX of side A and exhausts on one of side B', () => {
    const { ports, gateways } = plan(['Raritan', 'Raritan'])
    expect(names(ports.get('site/hall/row-1/rack-1/pdu-a'))).toEqual(['intake-top', 'intake-middle', 'intake-bottom'])
    expect(names(ports.get('site/hall/row-1/rack-1/pdu-b'))).toEqual([
      'exhaust-top',
      'exhaust-middle',
      'exhaust-bottom',
    ])
    expect(names(gateways.flatMap(({ probes }) => probes)).sort()).toEqual(['door', 'leak', 'smoke'])
  })

  it('gives each APC its one probe, the warmest intake first, and leaves the rest to a gateway', () => {
    const { ports, gateways } = plan(['APC', 'APC'])
    expect(names(ports.get('site/hall/row-1/rack-1/pdu-a'))).toEqual(['intake-top'])
    expect(ports.get('site/hall/row-1/rack-1/pdu-b')?.length).toBe(1)
    expect(gateways.map(({ path }) => path)).toEqual(['site/hall'])
  })

  it('gives every probe exactly one way', () => {
    for (const makers of [
      ['APC', 'Raritan'],
      ['APC', 'APC'],
    ] as const) {
      const { probes, ports, monitors, gateways } = plan(makers)
      const planned = [...ports.values(), ...monitors.values(), ...gateways.map((gateway) => gateway.probes)].flat()
      expect(planned.length).toBe(probes.length)
      expect(new Set(planned).size).toBe(probes.length)
    }
  })
})
