import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import { topologyOf } from '../labels/topology.ts'
import { catalogueFaults } from './faults.ts'
import { imageReference, practiceImageLock } from './image-lock.ts'
import { copiesFor } from './load.ts'
import { meansOf } from './site-means.ts'
import { STATE_CATALOGUE } from './state-catalogue.ts'

describe('the catalogue of the state', () => {
  it('has no fault at the sites of the shipped estate', async () => {
    const { estate } = await loadEstate(undefined)
    expect(catalogueFaults(STATE_CATALOGUE, practiceImageLock(), meansOf(topologyOf(estate)))).toEqual([])
  })

  it('calls its services as the estate calls those in its racks', async () => {
    const { estate } = await loadEstate(undefined)
    const inRacks = new Set([...estate.ofKind('rack')].map(({ service }) => service))
    const known = STATE_CATALOGUE.map(({ name }) => name).filter((name) => inRacks.has(name))
    expect(known.sort()).toEqual([
      'ai-assistant',
      'ai-medicine',
      'ai-platform',
      'digital-wallet',
      'egovernment-portal',
      'estamp',
      'evisa',
      'expo-2027',
      'foreigners-portal',
      'registers',
      'security-operations',
    ])
  })

  it('says of each of its figures and choices what it rests on', () => {
    const statedIn = (value: unknown): readonly { why: string; source: string }[] => {
      if (typeof value !== 'object' || value === null) return []
      const own = 'source' in value && 'why' in value ? [value as { why: string; source: string }] : []
      return [...own, ...Object.values(value).flatMap(statedIn)]
    }
    for (const service of STATE_CATALOGUE) {
      const stated = statedIn(service)
      // Tier, data class, recovery class and what is known of it; a size for each workload.
      expect(stated.length).toBeGreaterThanOrEqual(4 + service.workloads.length)
      for (const { why, source } of stated) {
        expect(why).not.toBe('')
        expect(['interview', 'press', 'law', 'assumed']).toContain(source)
      }
    }
  })

  it('carries the busiest hour of the portal: 2.5 million × 5 % × 30 requests in an hour, by pages of 150 requests/s each', () => {
    const web = STATE_CATALOGUE.find(({ name }) => name === 'egovernment-portal')?.workloads[0]
    if (web?.kind !== 'stateless' || 'value' in web.copies) throw new Error('the pages carry no load')
    // 2,500,000 × 0.05 = 125,000 people; × 30 = 3.75 million requests; ÷ 3,600 = 1,041.7 a second; ÷ 150 = 6.9
    expect(web.copies.peak.value).toBeCloseTo(1041.7, 1)
    expect(copiesFor(web.copies)).toBe(7)
    expect(web.copies.peak).toMatchObject({
      source: 'assumed',
      why: expect.stringContaining('2,500,000 users (interview)'),
    })
  })
})

describe('the shipped image lock', () => {
  it('is one of practice: each digest is made of the name, and no image has it', () => {
    const lock = practiceImageLock()
    expect(lock.basis).toBe('practice')
    for (const [name, digest] of Object.entries(lock.images)) {
      const made = createHash('sha256').update(`${lock.registry}/${name}`).digest('hex')
      expect(digest).toBe(`sha256:${made}`)
    }
  })

  it('holds nothing that no service runs', () => {
    const used = new Set(STATE_CATALOGUE.flatMap(({ workloads }) => workloads.map(({ image }) => image)))
    expect(Object.keys(practiceImageLock().images).filter((name) => !used.has(name))).toEqual([])
  })

  it('gives an image by registry, name and digest, and none that it does not hold', () => {
    const lock = practiceImageLock()
    expect(imageReference(lock, 'evisa/store')).toMatch(/^registry\.oblak\.rs\/evisa\/store@sha256:[0-9a-f]{64}$/)
    expect(imageReference(lock, 'toString')).toBeUndefined()
  })
})
