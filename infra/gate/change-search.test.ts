import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { topologyOf } from '../labels/topology.ts'
import { ChangeSearch } from './change-search.ts'
import { type FewerCopies, withFewer } from './fewer-copies.ts'
import { Gate } from './gate.ts'
import type { Loss } from './loss.ts'
import { estateOfSites, workWith } from './testing/two-sites.ts'
import type { Work } from './work.ts'

const GIB = 2 ** 30
const NIS: Loss = { kind: 'site', path: 'nis' }
const estate = await estateOfSites({ nis: { servers: 6, gpus: 2 }, zajecar: { servers: 3, gpus: 1, cooling: '9 kW' } })
const gate = new Gate(estate, topologyOf(estate))
const fits = (work: readonly Work[], loss: Loss) => gate.after(work, loss).shortages.length === 0
const smallestChange = (work: readonly Work[], loss: Loss) =>
  new ChangeSearch(gate, work).smallest(gate.after(work, loss))

describe('the smallest change', () => {
  it('leaves out as many copies as are too many', () => {
    // 200 copies of one thread, 192 are left.
    const work = [workWith({ copies: 200, each: { threads: 1, memory: GIB, gpus: 0 } })]
    expect(smallestChange(work, NIS)).toEqual([
      { work: { service: 'portal', name: 'web' }, keep: 192, of: 200, sites: ['nis'] },
    ])
  })

  it('begins with the least urgent tier, and with the largest copies in it', () => {
    const of = (name: string, tier: Work['tier'], each: number) =>
      workWith({ name, tier, copies: 10, each: { threads: each, memory: GIB, gpus: 0 } })
    // 240 + 20 + 30 are 98 more than 192: all of tier 3 give 50. Of 24 threads a server of 64 takes two, and three servers six.
    const work = [of('first', '1', 24), of('small', '3', 2), of('large', '3', 3)]
    expect(smallestChange(work, NIS)?.map(({ work: { name }, keep }) => [name, keep])).toEqual([
      ['large', 0],
      ['small', 0],
      ['first', 6],
    ])
  })

  it('is nothing where all fits, and is none where no work bears on what is short', async () => {
    expect(smallestChange([], NIS)).toEqual([])
    // Two units of 1 kW take less than the hosts draw usually.
    const hot = await estateOfSites({ nis: {}, zajecar: { cooling: '1 kW' } })
    const warm = new Gate(hot, topologyOf(hot))
    expect(new ChangeSearch(warm, [workWith({})]).smallest(warm.after([workWith({})], NIS))).toBeUndefined()
  })

  it('fits when it is applied, and not with one copy less left out', () => {
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
      fc.property(works, fc.constantFrom(...gate.losses), (pieces, loss) => {
        const work = pieces.map(({ threads, memory, gpus, ...given }) =>
          workWith({ ...given, pool: gpus > 0 ? 'gpus' : 'servers', each: { threads, memory: memory * GIB, gpus } }),
        )
        const change = smallestChange(work, loss)
        if (!change || change.length === 0) {
          expect(fits(work, loss)).toBe(change !== undefined)
          return
        }
        refused++
        expect(fits(withFewer(work, change), loss)).toBe(true)
        expect(fits(withFewer(work, oneLess(change)), loss)).toBe(false)
      }),
      { numRuns: 100 },
    )
    expect(refused).toBeGreaterThan(10)
  })
})

function oneLess(change: readonly FewerCopies[]): readonly FewerCopies[] {
  return change.map((one, at) => (at === change.length - 1 ? { ...one, keep: one.keep + 1 } : one))
}
