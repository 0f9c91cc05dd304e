import { lastSegment, parentPath } from '../../twin/model/path.ts'

/**
 * The most characters of a DNS-1123 label (RFC 1123, section 2.1, by way of RFC 1035) and of a value of a Kubernetes label.
 */
export const LONGEST_NAME = 63

/**
 * A path as a name for Kubernetes: `kragujevac/hall-1/row-b/rack-07` becomes `kragujevac-hall-1-row-b-rack-07`. Segments of paths are DNS-1123
 * labels already, so only the length can be wrong. Two paths can give one name (`a-b/c`, `a/b-c`): whoever names many must look.
 */
export function nameOfPath(path: string): string {
  return path.replaceAll('/', '-')
}

/**
 * Several things as one value of a label, whatever their order: `kragujevac-power.ups-a1.ups-b1` where they share a parent, else their whole names.
 * The full stop stands in no segment of a path.
 */
export function nameOfPaths(paths: readonly string[]): string {
  const sorted = [...paths].sort()
  if (sorted.length === 1) return sorted.map(nameOfPath).join('')
  const [parent, ...others] = new Set(sorted.map(parentPath))
  if (parent === undefined || parent === '' || others.length > 0) return sorted.map(nameOfPath).join('.')
  return [nameOfPath(parent), ...sorted.map(lastSegment)].join('.')
}
