/**
 * Health of a thing, as colour-blind people and wall screens need it: five words, drawn by shape, outline and text.
 * The number is what travels in frames. `unknown` (nothing measured, or stale) is worse than `ok` and better than
 * `warning`: it must not hide an alarm and must not pass for health.
 */
export const HEALTH = ['ok', 'unknown', 'warning', 'critical'] as const
export type Health = (typeof HEALTH)[number]

export function healthCode(health: Health): number {
  return HEALTH.indexOf(health)
}
