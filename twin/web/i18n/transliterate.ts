import { LATIN_OF_CYRILLIC } from '../../model/serbian-letters.ts'

/** Cyrillic acronyms whose Latin form is not their letters: the international one is used. */
const EXCEPTIONS: Readonly<Record<string, string>> = { САД: 'SAD', УПС: 'UPS', ИКТ: 'IKT' }

/**
 * The same text in Latin script. What is in Latin already (names, acronyms, units, `{placeholders}`) stays as it is, so the
 * result is the same however often it is applied. Љ, Њ and Џ become `LJ` within a word of capitals and `Lj` else.
 */
export function transliterate(text: string): string {
  return text.replace(/[\u0400-\u04ff]+/g, (word) => EXCEPTIONS[word] ?? transliterateWord(word))
}

function transliterateWord(word: string): string {
  let latin = ''
  for (let at = 0; at < word.length; at++) {
    const letter = word[at] ?? ''
    const small = letter.toLowerCase()
    const plain = LATIN_OF_CYRILLIC[small]
    if (plain === undefined || small === letter) {
      latin += plain ?? letter
      continue
    }
    const neighbour = word[at + 1] ?? word[at - 1]
    const amongCapitals = neighbour !== undefined && neighbour !== neighbour.toLowerCase()
    latin += amongCapitals ? plain.toUpperCase() : plain[0]?.toUpperCase() + plain.slice(1)
  }
  return latin
}
