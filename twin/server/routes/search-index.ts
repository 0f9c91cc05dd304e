import type { Alarm } from '../../analysis/alarms/alarm.ts'
import type { Estate } from '../../model/estate.ts'
import type { SearchAnswer } from '../../protocol/rest.ts'
import type { ThingTree } from '../values/thing-tree.ts'
import { foldText } from './fold-text.ts'

type Hit = SearchAnswer['hits'][number]

interface Entry {
  readonly index: number
  readonly path: string
  readonly name: string
  readonly service: string
}

/** The higher, the better: the last segment or name as a whole, its beginning, a word's beginning, anywhere. */
const WHOLE = 100
const BEGINS = 60
const WORD = 40
const INSIDE = 20
/** A site is more likely meant than one of its thousand probes. */
const OF_KIND: Readonly<Record<string, number>> = {
  site: 12,
  building: 10,
  room: 10,
  row: 8,
  rack: 8,
  ups: 6,
  crah: 5,
  'rack-pdu': 2,
  probe: 0,
}

/** Finds things by path, name and service, and alarms; Latin, Cyrillic and diacritics alike. Devices are found by their whole path. */
export class SearchIndex {
  #entries: readonly Entry[] = []
  #madeOf = -1

  constructor(
    private readonly estate: Estate,
    private readonly tree: ThingTree,
  ) {}

  search(query: string, alarms: readonly Alarm[], most: number): Hit[] {
    const words = foldText(query).split(/\s+/).filter(Boolean)
    if (words.length === 0) return []
    const exact = this.estate.find(query.trim())
    const found: { readonly score: number; readonly hit: Hit }[] = []
    if (exact) found.push({ score: Number.POSITIVE_INFINITY, hit: { ...brief(exact), matched: 'path' } })
    for (const entry of this.#index()) {
      const thing = this.tree.thing(entry.index)
      if (!thing || thing === exact) continue
      let score = OF_KIND[thing.kind] ?? 3
      let matched: Hit['matched'] = 'path'
      for (const word of words) {
        const [best, where] = scoreOf(entry, word)
        if (best === 0) {
          score = 0
          break
        }
        score += best
        matched = where
      }
      if (score === 0) continue
      const detail = matched === 'service' && thing.kind === 'rack' && thing.service ? { detail: thing.service } : {}
      found.push({ score: score - thing.path.length / 100, hit: { ...brief(thing), matched, ...detail } })
    }
    for (const alarm of alarms) {
      const text = foldText(`${alarm.rule} ${alarm.rule.replaceAll('-', ' ')} ${alarm.path}`)
      if (!words.every((word) => text.includes(word)) || !words.some((word) => foldText(alarm.rule).includes(word)))
        continue
      const thing = this.estate.find(alarm.path)
      const name = thing?.name ?? alarm.path
      found.push({
        score: WORD + 10,
        hit: { kind: thing?.kind ?? 'system', path: alarm.path, name, matched: 'alarm', detail: alarm.rule },
      })
    }
    return found
      .sort((a, b) => (a.score === b.score ? (a.hit.path < b.hit.path ? -1 : 1) : b.score - a.score))
      .slice(0, most)
      .map(({ hit }) => hit)
  }

  #index(): readonly Entry[] {
    if (this.#madeOf === this.tree.size) return this.#entries
    this.#madeOf = this.tree.size
    this.#entries = this.tree.things().flatMap((thing) => {
      if (!thing) return []
      const service = 'service' in thing ? (thing.service ?? '') : ''
      return { index: thing.index, path: thing.path, name: foldText(thing.name), service: foldText(service) }
    })
    return this.#entries
  }
}

function scoreOf(entry: Entry, word: string): readonly [number, Hit['matched']] {
  const last = entry.path.slice(entry.path.lastIndexOf('/') + 1)
  const byName = textScore(entry.name, word)
  const byPath = Math.max(textScore(last, word), entry.path.includes(word) ? INSIDE / 2 : 0)
  const byService = entry.service === '' ? 0 : textScore(entry.service, word) - 5
  if (byName >= byPath && byName >= byService) return [byName, 'name']
  return byService > byPath ? [byService, 'service'] : [byPath, 'path']
}

function textScore(text: string, word: string): number {
  const at = text.indexOf(word)
  if (at < 0) return 0
  if (text.length === word.length) return WHOLE
  if (at === 0) return BEGINS
  return /[\s/-]/.test(text[at - 1] ?? '') ? WORD : INSIDE
}

function brief({ kind, path, name }: { readonly kind: string; readonly path: string; readonly name: string }) {
  return { kind, path, name }
}
