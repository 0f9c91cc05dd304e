import { editDistance } from './edit-distance.ts'

/** Names longer than this are not compared: a hostile file must not buy time with them. */
const LONGEST = 256

/**
 * The name that somebody meant who wrote `written`: the one with the fewest letters different, if that is at most a third
 * of its letters (two for short names); undefined where none is so near. One that differs only in the leading zeros of its
 * numbers (`rack-9`, `rack-09`) comes before all others.
 */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  if (written.length > LONGEST) return undefined
  const wanted = written.toLowerCase()
  let most = Math.max(2, Math.floor(wanted.length / 3))
  const bare = withoutZeros(wanted)
  let best: string | undefined
  for (const name of names) {
    if (name.length > LONGEST || Math.abs(name.length - wanted.length) > most) continue
    const distance = editDistance(name.toLowerCase(), wanted)
    if (distance > most || distance >= Math.max(name.length, 1)) continue
    if (best === undefined || distance < most) best = name
    most = distance
    if (distance === 0 || withoutZeros(name.toLowerCase()) === bare) return name
  }
  return best
}

function withoutZeros(name: string): string {
  return name.replaceAll(/(?<!\d)0+(?=\d)/g, '')
}
