import { describe, expect, it } from 'vitest'
import { seconds } from '../../twin/model/units.ts'
import { serviceOf, workloadOf } from '../testing/service-of.ts'
import { placementsOf, withoutOneBlock } from './placements.ts'
import { activePassive, singleSite } from './recovery.ts'
import type { Service } from './service.ts'
import { assumed } from './stated.ts'

const SITES = [
  { site: 'belgrade', nodes: 204, gpuNodes: 0, powerBlocks: 2, gpuPowerBlocks: 0 },
  { site: 'kragujevac', nodes: 1040, gpuNodes: 24, powerBlocks: 8, gpuPowerBlocks: 1 },
]
const told = (service: Service) =>
  placementsOf([service], SITES).map(
    ({ site, duty, copies, least, most }) => `${site} ${duty} ${copies} ${least} ${most ?? '-'}`,
  )
const loaded = workloadOf('w', {
  copies: { peak: assumed(700, 'a test'), perReplica: assumed(100, 'a test'), unit: 'requests/s' },
})

describe('copies without one power block', () => {
  it.each([
    // Seven are needed. On two blocks 14: 7 are left. On eight blocks 8: one a block, 7 are left. On three 11: 4 + 4 + 3, 7 are left; of 10, 4 + 3 + 3, only 6.
    [7, 2, 14],
    [7, 8, 8],
    [7, 3, 11],
    [1, 2, 2],
    // Nothing is left of one block: one more than is needed, for a copy that is renewed.
    [7, 1, 8],
    [7, 0, 8],
  ])('%i that are needed on %i blocks are %i', (needed, blocks, copies) => {
    expect(withoutOneBlock(needed, blocks)).toBe(copies)
  })
})

describe('a workload', () => {
  it('of tier 1 carries its load without one power block, at either site without the other', () => {
    expect(told(serviceOf('s', [loaded], { tier: assumed('1', 'a test') }))).toEqual([
      'belgrade active 14 7 28',
      'kragujevac active 8 7 16',
    ])
  })

  it('of tier 2 has one copy more than its load needs', () => {
    expect(told(serviceOf('s', [loaded]))).toEqual(['belgrade active 8 7 16', 'kragujevac active 8 7 16'])
  })

  it('stands by in full where it must be back within a quarter of an hour, else in three copies that may grow', () => {
    const standby = (rto: number) =>
      serviceOf('s', [loaded], {
        recovery: assumed(activePassive({ primary: 'kragujevac', rpo: seconds(0), rto: seconds(rto) }), 'a test'),
      })
    expect(told(standby(900))).toEqual(['belgrade standby 8 7 16', 'kragujevac active 8 7 16'])
    expect(told(standby(901))).toEqual(['belgrade standby 3 2 16', 'kragujevac active 8 7 16'])
  })

  it('of given copies has them, and one may be taken away', () => {
    expect(told(serviceOf('s', [workloadOf('w', { copies: assumed(4, 'a test') })]))).toEqual([
      'belgrade active 4 3 -',
      'kragujevac active 4 3 -',
    ])
  })

  it('follows its own recovery class where it has one', () => {
    const own = assumed(singleSite({ site: 'belgrade', reason: 'a test' }), 'a test')
    expect(told(serviceOf('s', [workloadOf('w', { recovery: own })]))).toEqual(['belgrade active 3 2 -'])
  })
})
