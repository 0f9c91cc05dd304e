import { hasMessage } from '../i18n/has-message.ts'
import { useTranslator } from './translator-context.ts'

/** Where a figure comes from, in quiet letters; what is assumed or a nameplate's is underlined with dots. */
export function Provenance({ word }: { readonly word: string }) {
  const { t } = useTranslator()
  const keys = [`provenance.${word}`, `source.${word}`]
  const key = keys.find(hasMessage)
  return <span className={`provenance is-${word}`}>{key !== undefined && hasMessage(key) ? t(key) : word}</span>
}
