/** The page's languages, by BCP 47 tag; the first is the default. */
export const LANGUAGES = ['sr-Cyrl', 'sr-Latn', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value)
}
