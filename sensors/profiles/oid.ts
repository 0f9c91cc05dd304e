/** An object identifier as dotted decimal without a leading dot: `1.3.6.1.2.1.1.1.0`. */
export type Oid = string

/**
 * Negative, zero or positive, in the order of a walk (RFC 3416, 4.2.2: lexicographical by arcs). Works on the text itself:
 * this is called for every variable of a walk.
 */
export function compareOids(a: Oid, b: Oid): number {
  let left = 0
  let right = 0
  while (left < a.length && right < b.length) {
    const leftEnd = arcEnd(a, left)
    const rightEnd = arcEnd(b, right)
    const difference = arcAt(a, left, leftEnd) - arcAt(b, right, rightEnd)
    if (difference !== 0) return difference
    left = leftEnd + 1
    right = rightEnd + 1
  }
  return a.length - left - (b.length - right)
}

function arcEnd(oid: Oid, from: number): number {
  const dot = oid.indexOf('.', from)
  return dot < 0 ? oid.length : dot
}

function arcAt(oid: Oid, from: number, end: number): number {
  let arc = 0
  for (let at = from; at < end; at++) arc = arc * 10 + oid.charCodeAt(at) - 48
  return arc
}

/** Is the identifier below this one (and not it)? */
export function isBelow(oid: Oid, root: Oid): boolean {
  return oid.length > root.length && oid.charCodeAt(root.length) === 46 && oid.startsWith(root)
}

/** Does a rule for `prefix` take the identifier: it, or one below? */
export function hasPrefix(oid: Oid, prefix: Oid): boolean {
  return oid === prefix || isBelow(oid, prefix)
}
