import type { Translator } from '../i18n/translator.ts'
import type { WebEstate } from '../state/web-estate.ts'

/**
 * What a thing is called with what holds it, below its site: `Hall 5 / Row b / rack-07`. What the page does not know (a device in a rack, an outlet) by the
 * ends of its path.
 */
export function thingTrail(estate: WebEstate, path: string, { nameOf }: Pick<Translator, 'nameOf'>): string {
  const names: string[] = []
  const segments = path.split('/')
  let isKnown = false
  for (let length = segments.length; length > 1; length--) {
    const known = estate.find(segments.slice(0, length).join('/'))
    if (known) names.unshift(nameOf(known))
    else if (!isKnown) names.unshift(segments[length - 1] ?? '')
    isKnown ||= known !== undefined
  }
  return names.length === 0 ? path : names.join(' / ')
}
