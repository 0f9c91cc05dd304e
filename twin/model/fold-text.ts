import { LATIN_OF_CYRILLIC } from './serbian-letters.ts'

/** Lower case, Latin, without diacritics: what people type in a hurry finds what is written with care. */
export function foldText(text: string): string {
  return text
    .toLowerCase()
    .replace(/[а-шђјљњћџ]/g, (letter) => LATIN_OF_CYRILLIC[letter] ?? letter)
    .replaceAll('đ', 'dj')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
}
