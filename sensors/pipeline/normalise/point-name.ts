import { isPath, isSegment, type PointPath, type ThingPath } from '../../../twin/model/path.ts'

/**
 * The path of a device's point: what `map` names goes to the thing that it is mapped to, the rest stays below the entry's own. The longest
 * mapped component wins.
 * @returns undefined where the name is none: a point has one or two segments behind its thing
 */
export function pointPath(
  thing: ThingPath | '',
  map: Readonly<Record<string, ThingPath>> | undefined,
  name: string,
): PointPath | undefined {
  if (name.length > 512) return undefined
  if (thing === '') return isPath(name) && name.includes('/') ? (name as string as PointPath) : undefined
  let owner: string = thing
  let local = name
  for (let slash = name.lastIndexOf('/'); map && slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
    const component = name.slice(0, slash)
    if (!Object.hasOwn(map, component)) continue
    owner = map[component] ?? thing
    local = name.slice(slash + 1)
    break
  }
  const segments = local.split('/')
  if (segments.length > 2 || !segments.every(isSegment)) return undefined
  const path = `${owner}/${local}`
  return isPath(path) ? (path as string as PointPath) : undefined
}
