import type { Language } from './language.ts'
import { transliterate } from './transliterate.ts'

/** What has a name for people, and perhaps one in Serbian Cyrillic. */
export interface Named {
  readonly name: string
  readonly nameSr?: string | undefined
}

/** What a thing of the estate is called on a page in this language: in Serbian by its Serbian name where it has one. */
export function nameOf({ name, nameSr }: Named, language: Language): string {
  return inScript(language === 'en' ? name : (nameSr ?? name), language)
}

/** A text of the estate in the script of the language: only Serbian Cyrillic keeps Cyrillic. */
export function inScript(text: string, language: Language): string {
  return language === 'sr-Cyrl' ? text : transliterate(text)
}
