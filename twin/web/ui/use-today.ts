import { useMemo } from 'react'
import { type Day, dayIn } from '../../model/day.ts'
import type { EpochMs } from '../../model/units.ts'
import { useNow } from './use-now.ts'

/** Both sites have one clock. */
export const SITES_ZONE = 'Europe/Belgrade'
const MINUTE_MS = 60_000

/** The day that it is at the sites; another one soon after midnight. */
export function useToday(): Day {
  const now = useNow(MINUTE_MS)
  return useMemo(() => dayIn(now as EpochMs, SITES_ZONE), [now])
}
