import type { Translator } from '../../i18n/translator.ts'
import type { WebEstate } from '../../state/web-estate.ts'
import { thingTrail } from '../../ui/thing-trail.ts'

/** What a place is called below its site; a site by its own name. */
export function placeName(estate: WebEstate, path: string, translator: Pick<Translator, 'nameOf'>): string {
  if (path.includes('/')) return thingTrail(estate, path, translator)
  const site = estate.find(path)
  return site ? translator.nameOf(site) : path
}
