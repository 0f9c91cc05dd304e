/** What a namespace says of the service in it, and a workload or pod template where it differs. Rules read these; the scheduler does not. */
export const SERVICE_LABELS = {
  /** Name of the service: `egov-portal`. */
  service: 'oblak.rs/service',
  tier: 'oblak.rs/tier',
  dataClass: 'oblak.rs/data-class',
  recovery: 'oblak.rs/dr-class',
} as const

/** 1: the state stops without it. 2: people wait. 3: can be away for a day. */
export const TIERS = ['1', '2', '3'] as const
export type Tier = (typeof TIERS)[number]

/** `register`: kept inside Serbia by law (e-Government Act, Official Gazette 27/2018, art. 10). */
export const DATA_CLASSES = ['public', 'internal', 'personal', 'register'] as const
export type DataClass = (typeof DATA_CLASSES)[number]

export const RECOVERY_CLASSES = ['active-active', 'active-passive', 'single-site'] as const
