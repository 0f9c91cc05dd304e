import { HEALTH, type Health } from '../../model/health.ts'

/** The word of a health code; what takes no part in health is shown as unknown. */
export function healthOf(code: number | undefined): Health {
  return HEALTH[code ?? -1] ?? 'unknown'
}
