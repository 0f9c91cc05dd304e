import type { Alarm } from '../../analysis/alarms/alarm.ts'
import type { Estate } from '../../model/estate.ts'
import { lastSegment } from '../../model/path.ts'
import type { SearchAnswer } from '../../protocol/rest.ts'
import type { ThingTree } from '../values/thing-tree.ts'
import { BestOf } from './best-of.ts'
import { foldText } from './fold-text.ts'

type Hit = SearchAnswer['hits'][number]

/** More than this are not looked for: each is held against every thing. */
const MOST_WORDS = 8

interface Found {
  readonly score: number
  readonly path: string
  readonly hit: Pick<Hit, 'kind' | 'path' | 'name'>
  readonly matched: Hit['matched']
  readonly detail?: string | undefined
}

interface Entry {
  readonly index: number
  readonly path: string
  readonly last: string
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
    const words = [...new Set(foldText(query).split(/\s+/).filter(Boolean))].slice(0, MOST_WORDS)
    if (words.length === 0) return []
    const exact = this.estate.find(query.trim())
    const best = new BestOf<Found>(most, byScore)
    if (exact) best.offer({ score: Number.POSITIVE_INFINITY, path: exact.path, hit: brief(exact), matched: 'path' })
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
      const detail = matched === 'service' && thing.kind === 'rack' ? thing.service : undefined
      best.offer({ score: score - thing.path.length / 100, path: thing.path, hit: thing, matched, detail })
    }
    for (const alarm of alarms) {
      const text = foldText(`${alarm.rule} ${alarm.rule.replaceAll('-', ' ')} ${alarm.path}`)
      if (!words.every((word) => text.includes(word)) || !words.some((word) => foldText(alarm.rule).includes(word)))
        continue
      const thing = this.estate.find(alarm.path)
      const name = thing?.name ?? alarm.path
      const hit = { kind: thing?.kind ?? 'system', path: alarm.path, name }
      best.offer({ score: WORD + 10, path: alarm.path, hit, matched: 'alarm', detail: alarm.rule })
    }
    return best.all.map(({ hit, matched, detail }) => ({
      ...brief(hit),
      matched,
      ...(detail === undefined ? {} : { detail }),
    }))
  }

  #index(): readonly Entry[] {
    if (this.#madeOf === this.tree.size) return this.#entries
    this.#madeOf = this.tree.size
    this.#entries = this.tree.things().flatMap((thing) => {
      if (!thing) return []
      const service = 'service' in thing ? (thing.service ?? '') : ''
      const { index, path } = thing
      return { index, path, last: lastSegment(path), name: foldText(thing.name), service: foldText(service) }
    })
    return this.#entries
  }
}

function scoreOf(entry: Entry, word: string): readonly [number, Hit['matched']] {
  const byName = textScore(entry.name, word)
  const byPath = Math.max(textScore(entry.last, word), entry.path.includes(word) ? INSIDE / 2 : 0)
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

/** Better first; equal ones by path. */
function byScore(a: Found, b: Found): number {
  if (a.score !== b.score) return b.score - a.score
  return a.path < b.path ? -1 : a.path > b.path ? 1 : 0
}

function brief({ kind, path, name }: { readonly kind: string; readonly path: string; readonly name: string }) {
  return { kind, path, name }
}
