/** What rules know of the state's own: where images may come from, and which networks are whose. */
export interface House {
  /** Hosts of image registries, each in one of the two sites. */
  readonly registries: readonly string[]
  /** Networks of the sites, by site, in CIDR notation. */
  readonly sites: Readonly<Record<string, readonly string[]>>
  /** Networks in Serbia outside the sites that services may reach, in CIDR notation; those with data of class `register` may not. */
  readonly country: readonly string[]
}

/** All of it is assumed: nothing of this is published. */
export const STATE_HOUSE: House = {
  registries: ['registry.oblak.rs'],
  sites: { belgrade: ['10.11.0.0/16'], kragujevac: ['10.34.0.0/16'] },
  // The network between authorities.
  country: ['10.0.0.0/8'],
}
