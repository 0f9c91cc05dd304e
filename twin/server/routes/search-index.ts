import type { Alarm } from '../../analysis/alarms/alarm.ts'
import type { Estate } from '../../model/estate.ts'
import { foldText } from '../../model/fold-text.ts'
import { lastSegment } from '../../model/path.ts'
import type { SearchAnswer } from '../../protocol/rest.ts'
import type { ThingTree } from '../values/thing-tree.ts'
import { BestOf } from './best-of.ts'
import { type Brief, brief } from './brief.ts'
import { calledAs, meantBy, wordsFor } from './kind-words.ts'

type Hit = SearchAnswer['hits'][number]

/** More than this are not looked for: each is held against every thing. */
const MOST_WORDS = 8

interface Found {
  readonly score: number
  readonly path: string
  readonly hit: Brief
  readonly matched: Hit['matched']
  readonly detail?: string | undefined
}

interface Entry {
  readonly index: number
  readonly path: string
  readonly last: string
  readonly name: string
  readonly nameSr: string
  /** Names of what it is in, and the words for such things. */
  readonly around: string
  readonly called: ReturnType<typeof calledAs>
  readonly service: string
}

/** The higher, the better: the last segment or name as a whole, its beginning, a word's beginning, anywhere. */
const WHOLE = 100
const BEGINS = 60
const WORD = 40
const INSIDE = 20
/** The word for such things: a rack without a name of its own is a `rek` all the same. */
const OF_ITS_KIND = WORD
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

/**
 * Finds things by path, by name and kind in English and Serbian, and by service; and alarms. Latin, Cyrillic and diacritics alike.
 * Devices are found by their whole path.
 */
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
    const asked = words.map((word) => ({ word, means: meantBy(word) }))
    const exact = this.estate.find(query.trim())
    const best = new BestOf<Found>(most, byScore)
    if (exact) best.offer({ score: Number.POSITIVE_INFINITY, path: exact.path, hit: brief(exact), matched: 'path' })
    for (const entry of this.#index()) {
      const thing = this.tree.thing(entry.index)
      if (!thing || thing === exact) continue
      let score = OF_KIND[thing.kind] ?? 3
      let matched: Hit['matched'] = 'path'
      for (const one of asked) {
        const [best, where] = scoreOf(entry, one)
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
      const hit = thing ?? { kind: 'system', path: alarm.path, name: alarm.path }
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
    const aroundIn = new Map<number, string>()
    const fold = foldOnce()
    this.#entries = this.tree.things().flatMap((thing) => {
      if (!thing) return []
      const service = 'service' in thing && thing.service !== undefined ? this.#serviceNames(thing.service) : ''
      const { index, path, name, nameSr = '' } = thing
      return {
        index,
        path,
        last: lastSegment(path),
        name: fold(name),
        nameSr: fold(nameSr),
        around: this.#around(index, aroundIn),
        called: calledAs(thing),
        service: fold(service),
      }
    })
    return this.#entries
  }

  #serviceNames(word: string): string {
    const { name = '', nameSr = '' } = this.estate.services?.[word] ?? {}
    return [word, name, nameSr].filter(Boolean).join(' ')
  }

  /** One text for all that is in the same thing, by that thing's index: an estate has far more things than places that hold them. */
  #around(index: number, known: Map<number, string>): string {
    const above = this.tree.parent[index] ?? -1
    const holder = this.tree.thing(above)
    if (!holder) return ''
    const before = known.get(above)
    if (before !== undefined) return before
    const names = [foldText(holder.name), foldText(holder.nameSr ?? ''), ...wordsFor(calledAs(holder))]
    const text = `${this.#around(above, known)} ${names.join(' ')}`
    known.set(above, text)
    return text
  }
}

/** A million things share a few thousand names: each is folded and kept once. */
function foldOnce(): (text: string) => string {
  const folded = new Map<string, string>()
  return (text) => {
    let known = folded.get(text)
    if (known === undefined) {
      known = foldText(text)
      folded.set(text, known)
    }
    return known
  }
}

interface AskedWord {
  readonly word: string
  readonly means: ReturnType<typeof meantBy>
}

function scoreOf(entry: Entry, { word, means }: AskedWord): readonly [number, Hit['matched']] {
  const byName = Math.max(textScore(entry.name, word), entry.nameSr === '' ? 0 : textScore(entry.nameSr, word))
  const byPath = Math.max(
    textScore(entry.last, word),
    entry.path.includes(word) || entry.around.includes(word) ? INSIDE / 2 : 0,
  )
  const byService = entry.service === '' ? 0 : textScore(entry.service, word) - 5
  const byKind = means.has(entry.called) ? OF_ITS_KIND : 0
  if (byKind > Math.max(byName, byPath, byService)) return [byKind, 'kind']
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
