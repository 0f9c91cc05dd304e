/**
 * Numbers from 0 on and below 1, the same again for the same seed: sfc32, the small fast counting generator of C. Doty-Humphrey's PractRand, seeded and run in
 * as there.
 */
export function seededRandom(seed: number): () => number {
  let a = 0
  let b = seed | 0
  let c = Math.floor(seed / 4_294_967_296) | 0
  let counter = 1
  const next = () => {
    const made = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11) | 0) + made) | 0
    return (made >>> 0) / 4_294_967_296
  }
  for (let run = 0; run < 12; run++) next()
  return next
}
