import type { Translator } from '../i18n/translator.ts'
import type { WebEstate } from '../state/web-estate.ts'

/** What a service that racks and devices name by a word is called; by that word where the estate has no name for it. */
export function serviceName(
  { services = {} }: Pick<WebEstate, 'services'>,
  word: string,
  { nameOf }: Pick<Translator, 'nameOf'>,
): string {
  return nameOf(services[word] ?? { name: word })
}
