import { type Day, dayIn } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { EpochMs } from '../../model/units.ts'

/** The day that it is at the site of a path; at the first site where that is none. */
export function todayAt(estate: Estate, path: string | undefined, now: EpochMs): Day {
  const [first] = estate.children('')
  const site = estate.find(path?.split('/')[0] ?? '') ?? first
  return dayIn(now, site?.kind === 'site' ? site.utcOffsetName : 'UTC')
}
