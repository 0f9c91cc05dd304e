import type { Health } from '../../model/health.ts'
import type { Rack } from '../../model/things.ts'

export type HealthCounts = Readonly<Record<Health, number>> & { readonly total: number }

/** Racks by health, from the health column; a rack that no value came for is unknown. */
export function countHealth(racks: readonly Rack[], column: Float32Array): HealthCounts {
  const counts = [0, 0, 0, 0]
  for (const { index } of racks) {
    const code = column[index] ?? Number.NaN
    const known = code >= 0 && code <= 3 ? code : 1
    counts[known] = (counts[known] ?? 0) + 1
  }
  const [ok = 0, unknown = 0, warning = 0, critical = 0] = counts
  return { total: racks.length, ok, unknown, warning, critical }
}
