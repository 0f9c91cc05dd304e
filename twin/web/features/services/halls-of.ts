import { isWithin } from '../../../model/path.ts'
import type { CloudServiceDetailView } from '../../../protocol/cloud.ts'
import type { WebEstate } from '../../state/web-estate.ts'

/** The hall that a path lies in, or is; undefined where it lies in none. */
export function hallOf(estate: WebEstate, path: string): string | undefined {
  return [...estate.ancestors(path), estate.find(path)].find((thing) => thing?.kind === 'room')?.path
}

/** The halls in which a service has pods, or may have some where nobody knows; the one with the most racks first. */
export function hallsOf(estate: WebEstate, sites: CloudServiceDetailView['sites']): readonly string[] {
  const racksIn = new Map<string, number>()
  for (const { racks } of sites) {
    for (const { rack } of racks) {
      const hall = hallOf(estate, rack)
      if (hall !== undefined) racksIn.set(hall, (racksIn.get(hall) ?? 0) + 1)
    }
  }
  const withPods = [...racksIn].sort(([, one], [, other]) => other - one).map(([hall]) => hall)
  const eligible = sites.filter(({ racks }) => racks.length === 0).flatMap((site) => site.eligible.halls)
  return [...new Set([...withPods, ...eligible])].filter((hall) => estate.find(hall) !== undefined)
}

/** Indexes of the racks of a hall that carry pods of a service. */
export function racksWithPods(
  estate: WebEstate,
  sites: CloudServiceDetailView['sites'],
  hall: string,
): ReadonlySet<number> {
  return new Set(
    sites.flatMap(({ racks }) =>
      racks.flatMap(({ rack }) => (isWithin(rack, hall) ? (estate.find(rack)?.index ?? []) : [])),
    ),
  )
}
