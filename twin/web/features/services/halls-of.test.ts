import { describe, expect, it } from 'vitest'
import { smallEstate } from '../../../server/testing/small-estate.ts'
import { createWebEstate } from '../../state/web-estate.ts'
import { hallOf, hallsOf, racksWithPods } from './halls-of.ts'
import { servicesOnRacks } from './services-on-racks.ts'

const HALL = 'belgrade/hall-1'
const small = smallEstate()
const estate = createWebEstate({
  ...{ name: 'test', version: '1', extent: small.extent },
  things: Array.from({ length: small.extent }, (_, index) => small.thing(index)).filter((thing) => thing !== undefined),
})
const site = (racks: readonly string[], halls: string[]): Parameters<typeof hallsOf>[1][number] => ({
  ...{ site: 'belgrade', state: 'watched', racks: racks.map((rack) => ({ rack, pods: [] })), unplaced: [] },
  eligible: { racks: 6, halls },
  restsOn: { of: 'live pods', feeds: [], ups: [], blocks: [] },
})

describe('the halls of a service', () => {
  it('are those of its racks; where it has no pods those that may take them; none that the page does not know', () => {
    expect(hallOf(estate, `${HALL}/row-a/rack-01`)).toBe(HALL)
    expect(hallOf(estate, HALL)).toBe(HALL)
    expect(hallOf(estate, 'belgrade')).toBeUndefined()
    expect(hallsOf(estate, [site([`${HALL}/row-a/rack-01`], ['belgrade/other'])])).toEqual([HALL])
    expect(hallsOf(estate, [site([], [HALL, 'belgrade/other'])])).toEqual([HALL])
  })

  it('have the racks with its pods', () => {
    const racks = [`${HALL}/row-a/rack-01`, `${HALL}/row-b/rack-02`, 'belgrade/other/rack-01']
    const wanted = racks.slice(0, 2).map((rack) => estate.find(rack)?.index)
    expect([...racksWithPods(estate, [site(racks, [])], HALL)]).toEqual(wanted)
  })
})

describe('the services of a place', () => {
  it('are those on its racks only, the one on the most racks first', () => {
    const on = (rack: string, ...services: string[]) => ({ rack, pods: 1, running: 1, services })
    const racks = [
      on(`${HALL}/row-a/rack-01`, 'evisa', 'portal'),
      on(`${HALL}/row-b/rack-01`, 'portal'),
      on('x/y', 'evisa'),
    ]
    expect(servicesOnRacks({ racks }, HALL).map(({ service, racks }) => [service, racks.length])).toEqual([
      ['portal', 2],
      ['evisa', 1],
    ])
    expect(servicesOnRacks({ racks }, `${HALL}/row-b`).map(({ service }) => service)).toEqual(['portal'])
  })
})
