import { nearestName } from '../../twin/kit/nearest-name.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { joinPath, lastSegment } from '../../twin/model/path.ts'

/** The path nearest to one that is not in the estate: its deepest ancestor that is there, and the child meant; undefined where none is near. */
export function nearestThing(estate: Estate, path: string): string | undefined {
  const segments = path.split('/')
  let known = ''
  let depth = 0
  while (depth < segments.length && estate.find(joinPath(known, segments[depth] ?? ''))) {
    known = joinPath(known, segments[depth] ?? '')
    depth++
  }
  const names = estate.children(known).map((thing) => lastSegment(thing.path))
  const near = nearestName(segments[depth] ?? '', names)
  if (near === undefined) return known === '' ? undefined : known
  const repaired = joinPath(known, near, ...segments.slice(depth + 1))
  return estate.find(repaired) ? repaired : joinPath(known, near)
}
