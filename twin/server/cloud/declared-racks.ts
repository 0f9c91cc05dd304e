import type { SpreadRack } from '../../analysis/survival/spread.ts'
import type { Failure, SiteFailures } from '../../analysis/survival/standing.ts'
import type { CloudRack, DeclaredCloud, PlacedSpread } from '../../model/cloud.ts'

/** Between the paths of things that fail together; in no path. */
const TOGETHER = '\n'

const NO_RACKS: ReadonlySet<string> = new Set()
const NOTHING_KNOWN: SiteFailures = {
  ...{ row: [], hall: [], power: [] },
  known: { row: NO_RACKS, hall: NO_RACKS, power: NO_RACKS },
}

/** The racks of each site that are nodes, ready for survival. */
export class DeclaredRacks {
  readonly #bySite = new Map<string, readonly CloudRack[]>()
  readonly #failures = new Map<string, SiteFailures>()
  readonly #eligible = new Map<string, readonly SpreadRack[]>()
  readonly #byPath: ReadonlyMap<string, CloudRack>

  constructor({ powerFailures, racks }: DeclaredCloud) {
    this.#byPath = new Map(racks.map((rack) => [rack.rack, rack]))
    for (const site of new Set(racks.map((rack) => rack.site))) {
      const own = racks.filter((rack) => rack.site === site)
      this.#bySite.set(site, own)
      this.#failures.set(site, {
        row: placesOf(own, ({ row }) => row),
        hall: placesOf(own, ({ hall }) => hall),
        power: powerFailures
          .filter((failure) => failure.site === site)
          .map((failure) => ({ path: failure.of.join(TOGETHER), racks: new Set(failure.racks) })),
        known: {
          row: racksWith(own, ({ row }) => row !== null),
          hall: racksWith(own, ({ hall }) => hall !== null),
          power: racksWith(own, ({ block }) => block.length > 0),
        },
      })
    }
  }

  at(path: string): CloudRack | undefined {
    return this.#byPath.get(path)
  }

  failures(site: string): SiteFailures {
    return this.#failures.get(site) ?? NOTHING_KNOWN
  }

  /** That may take copies of a pool. */
  ofPool(site: string, pool: PlacedSpread['pool']): readonly CloudRack[] {
    return (this.#bySite.get(site) ?? []).filter((rack) => rack.pools.includes(pool))
  }

  /** The same as the arithmetic of spread takes them. */
  eligible(site: string, pool: PlacedSpread['pool']): readonly SpreadRack[] {
    const key = `${site} ${pool}`
    const known =
      this.#eligible.get(key) ??
      this.ofPool(site, pool).map(({ block, rack }) => ({
        rack,
        block: block.length > 0 ? block.join(TOGETHER) : undefined,
      }))
    this.#eligible.set(key, known)
    return known
  }
}

/** The things that a failure is made of, by path. */
export function failingTogether(path: string | undefined): readonly string[] {
  return path === undefined ? [] : path.split(TOGETHER)
}

function racksWith(racks: readonly CloudRack[], isKnown: (rack: CloudRack) => boolean): ReadonlySet<string> {
  return new Set(racks.filter(isKnown).map(({ rack }) => rack))
}

function placesOf(racks: readonly CloudRack[], placeOf: (rack: CloudRack) => string | null): readonly Failure[] {
  const places = new Map<string, Set<string>>()
  for (const one of racks) {
    const place = placeOf(one)
    if (place === null) continue
    const there = places.get(place) ?? new Set()
    places.set(place, there.add(one.rack))
  }
  return [...places].map(([path, there]) => ({ path, racks: there }))
}
