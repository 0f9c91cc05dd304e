import { hasMessage } from '../../i18n/has-message.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { SearchHit } from '../../live/api.ts'
import { addressOfThing } from '../../state/place.ts'
import { alarmText } from '../../ui/alarm-line.tsx'

/** A line of the palette. */
export interface SearchEntry {
  /** Its own among all entries: a thing and its alarms lead to the same address. */
  readonly id: string
  readonly to: string
  readonly text: string
  readonly hint: string
}

/** The hits as lines, best first. Alarms go by what they say; one of the system itself has no path and leads to the status. */
export function searchEntries(hits: readonly SearchHit[], translator: Translator): readonly SearchEntry[] {
  const { t, nameOf } = translator
  const entries = new Map<string, SearchEntry>()
  for (const hit of hits) {
    const { kind, path, matched, detail } = hit
    const alarm = matched === 'alarm' && detail !== undefined ? detail : undefined
    const id = alarm === undefined ? path : `${alarm}@${path}`
    if (entries.has(id)) continue
    const key = `kind.${kind}`
    const kindText = hasMessage(key) ? t(key) : kind
    entries.set(id, {
      id,
      to: path === '' ? '/status' : addressOfThing(path),
      text: alarm === undefined ? nameOf(hit) : alarmText(alarm, translator),
      hint: path === '' ? t('alarms.system') : `${kindText} · ${path}`,
    })
  }
  return [...entries.values()]
}
