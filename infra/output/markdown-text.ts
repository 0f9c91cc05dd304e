import { harmlessText } from '../../twin/kit/harmless-text.ts'

/** Text of a foreign file or cluster in Markdown: none of it makes a table or a link. */
export function markdownText(text: string): string {
  return harmlessText(text).replaceAll(/[\\|`*_[\]<>#]/g, (character) => `\\${character}`)
}
