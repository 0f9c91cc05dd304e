import { TIERS, type Tier } from './service-labels.ts'

/** What the platform stack of a site makes and services name; who names another thing names what nobody makes, or what another brought. */

/** Name of the priority class of a tier. */
export function priorityClassOf(tier: Tier): string {
  return `oblak-tier-${tier}`
}

export const PRIORITY_CLASSES: readonly string[] = TIERS.map(priorityClassOf)

/** Driver of the sites' storage systems. Assumed: the estate names the systems, and no driver of theirs. */
export const STORAGE_PROVISIONER = 'block.storage.oblak.rs'
