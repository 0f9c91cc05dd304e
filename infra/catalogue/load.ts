import { assumed, type Stated } from './stated.ts'

/** A load that copies must carry together. */
export interface Load {
  /** At the worst moment, in the unit. */
  readonly peak: Stated<number>
  /** What one copy carries, in the unit. */
  readonly perReplica: Stated<number>
  /** `requests/s`, `events/s` */
  readonly unit: string
}

/** Copies that carry a load at its peak. */
export function copiesFor({ peak, perReplica }: Load): number {
  return Math.ceil(peak.value / perReplica.value)
}

/**
 * Requests a second of a crowd: users × share of them in the busiest hour × requests of each ÷ 3,600 s. Assumed, whatever is known of the number of users.
 */
export function crowd(users: Stated<number>, share: number, requestsEach: number, why: string): Stated<number> {
  const number = users.value.toLocaleString('en')
  return assumed(
    (users.value * share * requestsEach) / 3600,
    `${number} users (${users.source}) × ${share * 100} % in the busiest hour × ${requestsEach} requests ÷ 3,600 s; ${why}`,
  )
}
