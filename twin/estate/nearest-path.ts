import { nearestName } from '../kit/nearest-name.ts'
import type { ExpandedEstate } from './expanded-estate.ts'

/**
 * The existing path that is nearest to one that is none. Goes down part by part, mending each that is not there to the nearest beside it, as far as that goes; then looks among
 * all paths.
 */
export function nearestPath(estate: ExpandedEstate, path: string): string | undefined {
  let at = ''
  for (const part of path.split('/')) {
    const next = at === '' ? part : `${at}/${part}`
    if (estate.find(next) || estate.children(next).length > 0) {
      at = next
      continue
    }
    const beside = new Map(estate.children(at).map((child) => [nextPart(child.path, at), child.path]))
    const near = nearestName(part, beside.keys())
    if (near === undefined) return nearestName(path, estate.paths()) ?? (at || undefined)
    at = at === '' ? near : `${at}/${near}`
  }
  return estate.find(at) ? at : nearestName(path, estate.paths())
}

function nextPart(path: string, above: string): string {
  return path.slice(above === '' ? 0 : above.length + 1).split('/')[0] ?? ''
}
