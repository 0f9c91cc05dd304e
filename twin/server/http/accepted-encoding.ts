/**
 * The first of the encodings that a request takes at its highest weight (RFC 9110, 12.5.3): `br;q=0` takes none of it, `*` stands
 * for those that are not named.
 * @param header Accept-Encoding
 * @param offered ours, the preferred first
 * @returns undefined where it is to be sent as it is: no header, or none of ours wanted as much as that
 */
export function acceptedEncoding<T extends string>(header: string | undefined, offered: readonly T[]): T | undefined {
  const weights = new Map<string, number>()
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((text) => text.trim())
    const weight = parameters.find((one) => one.startsWith('q='))?.slice(2)
    if (coding !== '') weights.set(coding, weight === undefined ? 1 : Number(weight) || 0)
  }
  const weightOf = (coding: string) => weights.get(coding) ?? weights.get('*') ?? 0
  let best: T | undefined
  let most = weights.get('identity') ?? 0
  for (const coding of offered) {
    const weight = weightOf(coding)
    if (weight > 0 && (weight > most || (best === undefined && weight === most))) {
      best = coding
      most = weight
    }
  }
  return best
}
