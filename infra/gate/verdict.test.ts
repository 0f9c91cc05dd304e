import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topologyOf } from '../labels/topology.ts'
import { withFewer } from './fewer-copies.ts'
import { Gate } from './gate.ts'
import { estateOfSites, workWith } from './testing/two-sites.ts'
import { scaledVerdictOf, verdictOf } from './verdict.ts'
import type { Work } from './work.ts'

const GIB = 2 ** 30
const estate = await estateOfSites({ nis: { servers: 6, gpus: 2 }, zajecar: { servers: 3, gpus: 1, cooling: '9 kW' } })
const gate = new Gate(estate, topologyOf(estate))

describe('the greatest copies of scalers', () => {
  it('are told with the losses that they would be too much for, and refuse nothing', () => {
    // 192 threads are left at zajecar without nis, or without its one hall.
    const work = [
      workWith({ copies: 100, most: 193, each: { threads: 1, memory: GIB, gpus: 0 } }),
      workWith({ name: 'api' }),
    ]
    expect(verdictOf(gate, work).fits).toBe(true)
    const { refused = [], scaled } = scaledVerdictOf(gate, work) ?? {}
    expect(scaled).toBe(1)
    expect(refused.map(({ loss }) => loss.path)).toEqual(['nis', 'nis/hall-1'])
    expect(refused[0]?.shortages[0]).toMatchObject({ what: 'vCPU', where: 'zajecar', needed: 194, left: 192 })
  })

  it('are nothing to tell of where nothing scales, or a scaler has no room above its least', () => {
    expect(scaledVerdictOf(gate, [workWith({}), workWith({ name: 'api', copies: 3, most: 3 })])).toBeUndefined()
  })
})

describe('the change of a whole verdict', () => {
  it('is enough for all losses together, where that of each of them is not', () => {
    const each = { threads: 1, memory: GIB, gpus: 0 }
    const work = [workWith({ copies: 200, each }), workWith({ name: 'api', site: 'zajecar', copies: 300, each })]
    // Either site must carry 500 threads alone: 384 are left at nis, 192 at zajecar, which has 300 of its own.
    const { change, fits, losses } = verdictOf(gate, work)
    expect(fits).toBe(false)
    expect(change).toEqual([
      { work: { service: 'portal', name: 'api' }, keep: 0, of: 300, sites: ['zajecar'] },
      { work: { service: 'portal', name: 'web' }, keep: 192, of: 200, sites: ['nis'] },
    ])
    expect(verdictOf(gate, withFewer(work, change ?? [])).fits).toBe(true)
    const own = losses.find(({ loss }) => loss.kind === 'nothing')?.change ?? []
    expect(verdictOf(gate, withFewer(work, own)).fits).toBe(false)
  })

  it('is none where all fits', () => {
    expect(verdictOf(gate, [workWith({})])).not.toHaveProperty('change')
  })

  it('lets every loss fit when it is applied, and not with one copy more of any of its workloads', () => {
    const piece = fc.record({
      name: fc.constantFrom('a', 'b', 'c', 'd'),
      site: fc.constantFrom('nis', 'zajecar'),
      tier: fc.constantFrom<Work['tier']>('1', '2', '3', undefined),
      recovery: fc.constantFrom<Work['recovery']>('active-active', 'active-passive', 'single-site', undefined),
      copies: fc.integer({ min: 0, max: 60 }),
      threads: fc.integer({ min: 1, max: 16 }),
      memory: fc.integer({ min: 1, max: 64 }),
      gpus: fc.constantFrom(0, 0, 0, 1, 2),
    })
    const works = fc.uniqueArray(piece, { maxLength: 6, selector: ({ name, site }) => `${name} ${site}` })
    let refused = 0
    fc.assert(
      fc.property(works, (pieces) => {
        const work = pieces.map(({ threads, memory, gpus, ...given }) =>
          workWith({ ...given, pool: gpus > 0 ? 'gpus' : 'servers', each: { threads, memory: memory * GIB, gpus } }),
        )
        const { change, fits } = verdictOf(gate, work)
        if (fits || !change) return
        refused++
        const accepted = (some: typeof change) => gate.losses.every((loss) => gate.fits(withFewer(work, some), loss))
        expect(accepted(change)).toBe(true)
        for (const [at] of change.entries()) {
          expect(accepted(change.map((one, place) => (place === at ? { ...one, keep: one.keep + 1 } : one)))).toBe(
            false,
          )
        }
      }),
      { numRuns: 60 },
    )
    expect(refused).toBeGreaterThan(10)
  })
})
