import type { Seconds } from '../../twin/model/units.ts'

/** Sites of the state cloud, each a cluster of its own; names of the estate's sites. */
export const CLOUD_SITES = ['belgrade', 'kragujevac'] as const
export type CloudSite = (typeof CLOUD_SITES)[number]

/** What becomes of a service when a site is lost. */
export type Recovery = ActiveActive | ActivePassive | SingleSite

export interface ActiveActive {
  readonly kind: 'active-active'
}

export interface ActivePassive {
  readonly kind: 'active-passive'
  readonly primary: CloudSite
  /** Recovery point objective: so much of what was written last may be lost. */
  readonly rpo: Seconds
  /** Recovery time objective: so long may the service be away. */
  readonly rto: Seconds
}

export interface SingleSite {
  readonly kind: 'single-site'
  readonly site: CloudSite
  /** Why its loss is borne. */
  readonly reason: string
}

/** Runs at both sites, and either carries all of the load. */
export function activeActive(): ActiveActive {
  return { kind: 'active-active' }
}

/** Runs at the primary; the other site stands by with its data. */
export function activePassive(terms: Omit<ActivePassive, 'kind'>): ActivePassive {
  return { kind: 'active-passive', ...terms }
}

/** Runs at one site only, and is gone with it. */
export function singleSite(terms: Omit<SingleSite, 'kind'>): SingleSite {
  return { kind: 'single-site', ...terms }
}

/** What a site does for something of this class. */
export type Duty = 'active' | 'standby'

/** The duty of a site; undefined where it has none. */
export function dutyAt(recovery: Recovery, site: CloudSite): Duty | undefined {
  if (recovery.kind === 'active-active') return 'active'
  if (recovery.kind === 'active-passive') return recovery.primary === site ? 'active' : 'standby'
  return recovery.site === site ? 'active' : undefined
}
