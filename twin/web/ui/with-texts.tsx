import { type ReactNode, useMemo } from 'react'
import type { LateTexts } from '../i18n/late-texts.ts'
import { createTranslator } from '../i18n/translator.ts'
import { TranslatorContext, useTranslator } from './translator-context.ts'

interface WithTextsProps {
  /** The same all the time. */
  readonly texts: LateTexts
  readonly children: ReactNode
}

/** A place with texts that are no part of the first load. */
export function WithTexts({ texts, children }: WithTextsProps) {
  const { language } = useTranslator()
  const translator = useMemo(() => createTranslator(language, texts), [language, texts])
  return <TranslatorContext value={translator}>{children}</TranslatorContext>
}
