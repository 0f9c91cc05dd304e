import type { LeftOut } from '../driver.ts'

const MOST_NAMES = 8
const WORDS = {
  refused: 'the device does not let this user read',
  unknown: 'not read, as the profile has no rule for it:',
} as const

/** What of a device is not read, for people: a line for each reason, with the number and some of the names. */
export function leftOutTexts(parts: readonly LeftOut[]): readonly string[] {
  return (['refused', 'unknown'] as const).flatMap((why) => {
    const names = parts.filter((part) => part.why === why).map(({ what }) => what.replace(/\p{C}/gu, ' ').slice(0, 120))
    if (names.length === 0) return []
    const more = names.length > MOST_NAMES ? `, … (${names.length} in all)` : ''
    return [`${WORDS[why]} ${names.slice(0, MOST_NAMES).join(', ')}${more}`]
  })
}
