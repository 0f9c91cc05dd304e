import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../i18n/translator.ts'
import type { SearchHit } from '../../live/api.ts'
import { searchEntries } from './search-entries.ts'

const hit = (changes: Partial<SearchHit>): SearchHit => ({
  ...{ kind: 'probe', path: 'belgrade/hall-1/leak-1', name: 'Leak 1', matched: 'path' },
  ...changes,
})
const english = createTranslator('en')

describe('what the palette offers', () => {
  it('leads to the thing that was found', () => {
    expect(searchEntries([hit({})], english)).toMatchObject([
      { to: '/sites/belgrade/hall-1/leak-1', text: 'Leak 1', hint: 'probe · belgrade/hall-1/leak-1' },
    ])
  })

  it('calls it as the page calls it everywhere', () => {
    const hits = [hit({ name: 'Leak rope 1', nameSr: 'Детектор цурења 1' })]
    const texts = (['sr-Cyrl', 'sr-Latn', 'en'] as const).map(
      (language) => searchEntries(hits, createTranslator(language))[0]?.text,
    )
    expect(texts).toEqual(['Детектор цурења 1', 'Detektor curenja 1', 'Leak rope 1'])
  })

  it('for an alarm of the system itself leads to the status, since it has no place in the estate', () => {
    const system = hit({ kind: 'system', path: '', name: '', matched: 'alarm', detail: 'journal-unwritable' })
    expect(searchEntries([system], english)).toMatchObject([
      { to: '/status', text: 'Journal cannot be written', hint: 'The system itself' },
    ])
    expect(searchEntries([system], createTranslator('sr-Cyrl'))[0]?.hint).toBe('Сам систем')
  })

  it('tells a thing from its alarms, and says nothing twice: each entry has a name of its own', () => {
    const alarm = hit({ matched: 'alarm', detail: 'leak' })
    const entries = searchEntries([hit({}), alarm, alarm, hit({ matched: 'alarm', detail: 'stale' })], english)
    expect(entries.map(({ text }) => text)).toEqual(['Leak 1', 'Water leak', 'Stopped reporting'])
    expect(new Set(entries.map(({ id }) => id)).size).toBe(3)
  })
})
