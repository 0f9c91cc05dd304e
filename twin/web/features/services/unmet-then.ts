import type { SupplyView } from '../../../protocol/build-out.ts'

/** What may come to the state cloud; what is there already grows by its forecast, and reservations name their devices. */
const TO_COME: ReadonlySet<string> = new Set(['state-cloud', 'programme', 'plan'])

/** What is to come to these sites by a day, and has no power there on that day; what waits longest first. */
export function unmetThen(
  unmet: SupplyView['unmet'],
  sites: readonly string[],
  day: string,
): readonly SupplyView['unmet'][number][] {
  return unmet
    .filter(({ from, kind, measure, place, until }) => {
      const isThen = from <= day && (until === null || until > day)
      return isThen && measure === 'power' && TO_COME.has(kind) && sites.includes(place.split('/', 1)[0] ?? place)
    })
    .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
}
