import type { WorkloadClass } from '../catalogue/service.ts'

/** What rules know of the state's own: where images may come from, which networks are whose, and who has which rights. */
export interface House {
  /** Hosts of image registries, each in one of the two sites. */
  readonly registries: readonly string[]
  /** Networks of the sites, by site, in CIDR notation. */
  readonly sites: Readonly<Record<string, readonly string[]>>
  /** Networks in Serbia outside the sites that services may reach, in CIDR notation; those with data of class `register` may not. */
  readonly country: readonly string[]
  /** Groups of the identity provider that have rights in the clusters. */
  readonly people: {
    /** Who applies the stacks of a workload class, by class; and the role that they have in its namespaces. */
    readonly appliers: { readonly role: string; readonly groups: Readonly<Record<WorkloadClass, string>> }
    /** Who sees pods and nodes: the twin. */
    readonly watchers: readonly string[]
    /** Who reads all that is declared, but no secrets. */
    readonly auditors: readonly string[]
  }
}

/** All of it is assumed: nothing of this is published. */
export const STATE_HOUSE: House = {
  registries: ['registry.oblak.rs'],
  sites: { belgrade: ['10.11.0.0/16'], kragujevac: ['10.34.0.0/16'] },
  // The network between authorities.
  country: ['10.0.0.0/8'],
  people: {
    appliers: {
      role: 'oblak-applier',
      groups: {
        registers: 'oblak:apply-registers',
        security: 'oblak:apply-security',
        telemetry: 'oblak:apply-telemetry',
        egov: 'oblak:apply-egov',
        wallet: 'oblak:apply-wallet',
        foreigners: 'oblak:apply-foreigners',
        assistant: 'oblak:apply-assistant',
        medicine: 'oblak:apply-medicine',
        ai: 'oblak:apply-ai',
        expo: 'oblak:apply-expo',
      },
    },
    watchers: ['oblak:twin'],
    auditors: ['oblak:auditors'],
  },
}
