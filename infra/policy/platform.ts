import { TIERS, type Tier } from './service-labels.ts'

/** What the platform stack of a site makes and services name; who names another thing names what nobody makes, or what another brought. */

/** Name of the priority class of a tier. */
export function priorityClassOf(tier: Tier): string {
  return `oblak-tier-${tier}`
}

/** Users' own classes end at a thousand million; the cluster's own are above. */
export const PRIORITIES: Readonly<Record<Tier, number>> = { '1': 900_000, '2': 600_000, '3': 300_000 }

export const PRIORITY_CLASSES: readonly string[] = TIERS.map(priorityClassOf)

/** Driver of the sites' storage systems. Assumed: the estate names the systems, and no driver of theirs. */
export const STORAGE_PROVISIONER = 'block.storage.oblak.rs'
