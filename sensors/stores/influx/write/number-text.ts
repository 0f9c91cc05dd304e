/** Writes numbers as ASCII digits, without a string in between where the number allows it. Each returns the new end. */

const ZERO = 48
const MINUS = 45
const POINT = 46
/** Digits behind the point that the quick way tries. Sensors give few. */
const SCALE = 1_000

/** A finite double, such that reading the text gives the very same double (but for the sign of zero). At most 25 bytes. */
export function writeDouble(bytes: Uint8Array, at: number, value: number): number {
  const scaled = Math.round(value * SCALE)
  // Quotient of two exactly representable integers: correctly rounded, so equality proves that the short text is the number.
  if (scaled / SCALE === value && scaled < 1e12 && scaled > -1e12) return writeScaled(bytes, at, scaled)
  const text = String(value)
  let end = at
  for (let i = 0; i < text.length; i++) bytes[end++] = text.charCodeAt(i)
  return end
}

/** A safe integer. At most 17 bytes. */
export function writeInteger(bytes: Uint8Array, at: number, value: number): number {
  let end = at
  let rest = value
  if (rest < 0) {
    bytes[end++] = MINUS
    rest = -rest
  }
  if (rest >= 1e9) {
    const high = Math.floor(rest / 1e9)
    return writePadded(bytes, writeInteger(bytes, end, high), rest - high * 1e9, 9)
  }
  return writePadded(bytes, end, rest, digitsOf(rest))
}

function writeScaled(bytes: Uint8Array, at: number, scaled: number): number {
  let end = at
  let rest = scaled
  if (rest < 0) {
    bytes[end++] = MINUS
    rest = -rest
  }
  const whole = Math.floor(rest / SCALE)
  let part = rest - whole * SCALE
  end = writePadded(bytes, end, whole, digitsOf(whole))
  if (part === 0) return end
  let digits = 3
  while (part % 10 === 0) {
    part /= 10
    digits--
  }
  bytes[end++] = POINT
  return writePadded(bytes, end, part, digits)
}

function digitsOf(value: number): number {
  let digits = 1
  for (let limit = 10; value >= limit && digits < 10; limit *= 10) digits++
  return digits
}

/** Exactly so many digits of a number below 2^31. */
function writePadded(bytes: Uint8Array, at: number, value: number, digits: number): number {
  let rest = value | 0
  for (let place = at + digits - 1; place >= at; place--) {
    const tenth = (rest / 10) | 0
    bytes[place] = ZERO + rest - tenth * 10
    rest = tenth
  }
  return at + digits
}
