import { createContext, useContext } from 'react'
import type { Translator } from '../i18n/translator.ts'

/** One translator for the whole page, made anew when the language changes. */
export const TranslatorContext = createContext<Translator | undefined>(undefined)

/** @throws Error outside the page's frame */
export function useTranslator(): Translator {
  const translator = useContext(TranslatorContext)
  if (!translator) throw new Error('useTranslator is for components below TranslatorContext; app.tsx provides it')
  return translator
}
