import { describe, expect, it } from 'vitest'
import type { Thing } from '../../../model/things.ts'
import { createWebEstate } from '../../state/web-estate.ts'
import { nearestForFault, pathsForFault } from './paths-for-fault.ts'

const THINGS = [
  { kind: 'crah', path: 'belgrade/hall-1/crah-1' },
  { kind: 'crah', path: 'belgrade/hall-1/crah-9' },
  { kind: 'crah', path: 'belgrade/hall-2/crah-1' },
  { kind: 'ups', path: 'belgrade/electrical-a/ups-1' },
].map((thing, index) => ({ ...thing, index }) as Thing)
const ESTATE = createWebEstate({ name: 'test', version: '1', extent: THINGS.length, things: THINGS })

describe('a path typed for a fault', () => {
  it('is completed by the things that the fault fits', () => {
    expect(pathsForFault(ESTATE, 'cooler-down', ' Hall-1 ')).toEqual([
      'belgrade/hall-1/crah-1',
      'belgrade/hall-1/crah-9',
    ])
  })

  it('that names nothing is answered with the one that begins most like it', () => {
    expect(nearestForFault(ESTATE, 'cooler-down', 'belgrade/hall-1/crah-99')).toBe('belgrade/hall-1/crah-9')
    expect(nearestForFault(ESTATE, 'ups-on-battery', 'belgrade/electrical-b/ups-1')).toBe('belgrade/electrical-a/ups-1')
  })

  it('with another site is near nothing', () => {
    expect(nearestForFault(ESTATE, 'cooler-down', 'nis/hall-1/crah-1')).toBeUndefined()
  })
})
