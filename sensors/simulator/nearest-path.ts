import { editDistance } from '../../twin/kit/edit-distance.ts'
import type { Estate } from '../../twin/model/estate.ts'
import type { Thing } from '../../twin/model/things.ts'

/** Of all things that fit: most of the path in common, then fewest letters different; undefined where none fits. */
export function nearestPath(estate: Estate, path: string, fits: (thing: Thing) => boolean): string | undefined {
  const asked = path.split('/')
  let best: { path: string; shared: number; distance: number } | undefined
  for (let index = 0; index < estate.extent; index++) {
    const thing = estate.thing(index)
    if (!thing || !fits(thing)) continue
    const own = thing.path.split('/')
    const differs = asked.findIndex((segment, at) => segment !== own[at])
    const shared = differs < 0 ? asked.length : differs
    if (best && shared < best.shared) continue
    const distance = editDistance(thing.path, path)
    if (!best || shared > best.shared || distance < best.distance) best = { path: thing.path, shared, distance }
  }
  return best?.path
}
