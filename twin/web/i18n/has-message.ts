import { CATALOGUES, type MessageKey } from './catalogue.ts'

/** Is there a text of this key? For words that come from outside: an alarm rule, a use, a fault. */
export function hasMessage(key: string): key is MessageKey {
  return Object.hasOwn(CATALOGUES['sr-Cyrl'], key)
}
