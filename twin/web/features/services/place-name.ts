import type { Translator } from '../../i18n/translator.ts'
import type { WebEstate } from '../../state/web-estate.ts'
import { thingTrail } from '../../ui/thing-trail.ts'

/** What a place is called below its site; a site by its own name. */
export function placeName(estate: WebEstate, path: string, translator: Pick<Translator, 'nameOf'>): string {
  if (path.includes('/')) return thingTrail(estate, path, translator)
  const site = estate.find(path)
  return site ? translator.nameOf(site) : path
}

/** The same with the site in front, where places of several sites stand together. */
export function fullName(estate: WebEstate, path: string, translator: Pick<Translator, 'nameOf'>): string {
  const site = path.split('/', 1)[0] ?? path
  const name = placeName(estate, path, translator)
  return site === path ? name : `${placeName(estate, site, translator)} / ${name}`
}
