/**
 * Noise that is a function of its arguments: the same seed, stream and time give the same value on every run and in any
 * order, which a random generator with a state does not.
 */

/** 32 well-mixed bits of three whole numbers (the finaliser of MurmurHash3, public domain). */
export function hash32(seed: number, stream: number, step: number): number {
  let h = (seed ^ Math.imul(stream, 0x9e3779b1) ^ Math.imul(step, 0x85ebca77)) | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** From 0 up to but not including 1. */
export function hashUnit(seed: number, stream: number, step = 0): number {
  return hash32(seed, stream, step) / 4_294_967_296
}

/** From -1 to 1, smooth in `x` (a time divided by the noise's period), independent from one whole step to the next. */
export function smoothNoise(seed: number, stream: number, x: number): number {
  const step = Math.floor(x)
  const part = x - step
  const blend = part * part * (3 - 2 * part)
  const from = hashUnit(seed, stream, step)
  return 2 * (from + (hashUnit(seed, stream, step + 1) - from) * blend) - 1
}

/** A number of a text, for a stream of its own (FNV-1a). */
export function textStream(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash | 0
}
