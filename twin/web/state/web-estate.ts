import type { Estate } from '../../model/estate.ts'
import { parentPath } from '../../model/path.ts'
import type { DeviceType, Kind, Supply, Thing, ThingOf } from '../../model/things.ts'

/** The estate as the page has it: everything but the devices inside racks, which come with a rack's own answer. */
export interface WebEstate extends Estate {
  readonly things: readonly Thing[]
  /** The thing's ancestors, site first. */
  ancestors(path: string): readonly Thing[]
  /** All things of a kind at and below a path. */
  within<K extends Kind>(kind: K, path: string): readonly ThingOf<K>[]
}

/** Look-ups over the things of GET /api/estate, which come in file order. */
export function createWebEstate(answer: {
  readonly name: string
  readonly nameSr?: string | undefined
  readonly services?: WebEstate['services'] | undefined
  readonly version: string
  readonly extent: number
  readonly things: readonly Thing[]
}): WebEstate {
  const { name, nameSr, services = {}, version, extent, things } = answer
  const byPath = new Map<string, Thing>()
  const byIndex = new Map<number, Thing>()
  const childrenOf = new Map<string, Thing[]>()
  const ofKind = new Map<Kind, Thing[]>()
  const fedBy = new Map<string, Thing[]>()
  for (const thing of things) byPath.set(thing.path, thing)
  const holderOf = (path: string): string => {
    let above = parentPath(path)
    while (above !== '' && !byPath.has(above)) above = parentPath(above)
    return above
  }
  for (const thing of things) {
    byIndex.set(thing.index, thing)
    const above = parentPath(thing.path)
    listIn(childrenOf, above).push(thing)
    // A word of the path that is no thing has children; so has the thing above it.
    const holder = holderOf(thing.path)
    if (holder !== above) listIn(childrenOf, holder).push(thing)
    listIn(ofKind, thing.kind).push(thing)
    const supplies: readonly Supply[] = 'supplies' in thing ? thing.supplies : []
    for (const { from } of supplies) listIn(fedBy, from).push(thing)
  }
  for (const list of ofKind.values()) list.sort((one, other) => one.index - other.index)
  const withinCache = new Map<string, readonly Thing[]>()
  const estate: WebEstate = {
    name,
    nameSr,
    services,
    version,
    extent,
    things,
    thing: (index) => byIndex.get(index),
    find: (path) => byPath.get(path),
    children: (path) => childrenOf.get(path) ?? [],
    parent: (thing) => byPath.get(holderOf(thing.path)),
    ofKind: <K extends Kind>(kind: K) => (ofKind.get(kind) ?? []) as unknown as readonly ThingOf<K>[],
    deviceType: (): DeviceType | undefined => undefined,
    fedBy: (path) => fedBy.get(path) ?? [],
    ancestors(path) {
      const found: Thing[] = []
      for (let above = parentPath(path); above !== ''; above = parentPath(above)) {
        const thing = byPath.get(above)
        if (thing) found.unshift(thing)
      }
      return found
    },
    within<K extends Kind>(kind: K, path: string) {
      const key = `${kind} ${path}`
      let found = withinCache.get(key)
      if (!found) {
        const inside = `${path}/`
        found = (ofKind.get(kind) ?? []).filter(
          (thing) => path === '' || thing.path === path || thing.path.startsWith(inside),
        )
        withinCache.set(key, found)
      }
      return found as unknown as readonly ThingOf<K>[]
    },
  }
  return estate
}

function listIn<Key>(map: Map<Key, Thing[]>, key: Key): Thing[] {
  let list = map.get(key)
  if (!list) {
    list = []
    map.set(key, list)
  }
  return list
}
