import type { Message } from './message.ts'
import { transliterate } from './transliterate.ts'

/** Texts in Serbian Cyrillic, in Latin letters. */
export function inLatin<Key extends string>(texts: Readonly<Record<Key, Message>>): Readonly<Record<Key, Message>> {
  const latin = (message: Message): Message => {
    if (typeof message === 'string') return transliterate(message)
    const { one, few, other } = message
    return {
      one: transliterate(one),
      ...(few !== undefined && { few: transliterate(few) }),
      other: transliterate(other),
    }
  }
  const entries = Object.entries<Message>(texts).map(([key, message]) => [key, latin(message)])
  return Object.fromEntries(entries) as Readonly<Record<Key, Message>>
}
