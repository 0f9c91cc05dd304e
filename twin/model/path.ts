declare const brand: unique symbol

/** A thing's readable address from the site down: `kragujevac/hall-1/row-b/rack-07/pdu-a`. */
export type ThingPath = string & { readonly [brand]: 'ThingPath' | 'PointPath' }
/**
 * A point's readable address: the thing's path, then the point's own name, which has one or two segments:
 * `…/rack-07/pdu-a/power`, `…/pdu-a/l1/current`, `…/pdu-a/outlet-12/state`, `…/rack-07/intake-top/temperature`.
 */
export type PointPath = string & { readonly [brand]: 'PointPath' }

/** A path segment: lower-case Latin letters, digits and single hyphens; starts with a letter or digit; at most 63 characters. */
export const SEGMENT = /^[a-z0-9]+(?:-[a-z0-9]+)*$/

export function isSegment(text: string): boolean {
  return text.length <= 63 && SEGMENT.test(text)
}

/** Is every segment well formed, and is there at least one? Depth is bounded by 16, length by 512. */
export function isPath(text: string): text is ThingPath {
  if (text.length === 0 || text.length > 512) return false
  const segments = text.split('/')
  return segments.length <= 16 && segments.every(isSegment)
}

export function joinPath(...parts: readonly string[]): ThingPath {
  return parts.filter((part) => part !== '').join('/') as ThingPath
}

/** The path without its last segment; '' for a site. */
export function parentPath(path: string): string {
  const slash = path.lastIndexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

/** The last segment. */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Is `inner` the same as `outer` or below it? */
export function isWithin(inner: string, outer: string): boolean {
  return outer === '' || inner === outer || (inner.startsWith(outer) && inner[outer.length] === '/')
}
