/** Text of a foreign file, in one line: it must not steer a terminal, nor make lines of its own. */
export function harmlessText(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
}
