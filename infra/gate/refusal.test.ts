import { expect, it } from 'vitest'
import { topologyOf } from '../labels/topology.ts'
import { Gate } from './gate.ts'
import { refusalText } from './refusal.ts'
import { estateOfSites, type SmallSite, workWith } from './testing/two-sites.ts'
import { verdictOf } from './verdict.ts'
import type { Work } from './work.ts'

const GIB = 2 ** 30

it('a refusal says what is lost, needed and left, where, and the smallest change that fits', async () => {
  const model = { service: 'assistant', name: 'model', pool: 'gpus', copies: 8 } as const
  const each = { threads: 4, memory: 16 * GIB, gpus: 1 }
  const texts = await refusals({ nis: { gpus: 1 }, zajecar: { servers: 1 } }, [workWith({ ...model, each })])
  expect(texts).toEqual([
    'Loss of site nis does not fit: zajecar needs 8 GPUs, 0 GPUs are left. ' +
      'Short as well: zajecar needs 32 vCPU on nodes with GPUs, 0 vCPU are left; zajecar needs 128 GiB of memory on nodes with GPUs, 0 GiB are left. ' +
      'Smallest change that fits: run 0 of 8 copies of assistant/model at nis.',
    // All of the GPUs stand in one hall.
    expect.stringMatching(/^Loss of hall nis\/hall-1 does not fit: .*run 0 of 8 copies of assistant\/model at nis\.$/),
  ])
})

it('it says so where fewer copies would change nothing', async () => {
  const [text] = await refusals({ nis: { cooling: '1 kW' } }, [])
  expect(text).toBe(
    'What is there does not fit: nis/hall-1 needs 1.6 kW of cooling, 1 kW may be. ' +
      'Smallest change that fits: none by fewer copies, for the racks draw that much without them.',
  )
})

it('of many workloads that must be fewer it names the first', async () => {
  const many = Array.from({ length: 9 }, (_, at) => {
    return workWith({ name: `job-${at + 1}`, each: { threads: 64, memory: GIB, gpus: 0 } })
  })
  const [text] = await refusals({ nis: { servers: 1 } }, many)
  expect(text).toMatch(
    /Smallest change that fits: run (0 of 1 copy of portal\/job-\d at nis, ){6}and fewer of 2 more workloads\.$/,
  )
})

it('of all that must move and has nowhere to it tells the copies together, and names the first', async () => {
  const many = Array.from({ length: 8 }, (_, at) => workWith({ name: `job-${at + 1}`, copies: 2 }))
  const [text] = await refusals({ nis: { servers: 1 } }, many)
  expect(text).toContain('Loss of site nis does not fit: 16 copies of nis must move, and no other site has a cluster.')
  expect(text).toMatch(/To move, and nowhere to: (portal\/job-\d, ){5}portal\/job-6 and 2 more\./)
})

it('of copies none of which stands on two hosts it tells how many the hosts take', async () => {
  const each = { threads: 1, memory: GIB, gpus: 5 }
  const [text] = await refusals({ nis: { gpus: 3 } }, [workWith({ name: 'model', pool: 'gpus', copies: 4, each })])
  expect(text).toBe(
    'What is there does not fit: nis has hosts on nodes with GPUs for 3 of 4 copies of portal/model, none of which stands on two. ' +
      'Smallest change that fits: run 3 of 4 copies of portal/model at nis.',
  )
})

async function refusals(sites: Readonly<Record<string, SmallSite>>, work: readonly Work[]) {
  const estate = await estateOfSites(sites)
  const { losses } = verdictOf(new Gate(estate, topologyOf(estate)), work)
  return losses.filter(({ shortages }) => shortages.length > 0).map(refusalText)
}
