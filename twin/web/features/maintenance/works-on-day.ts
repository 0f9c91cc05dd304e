import { type Day, dayIn } from '../../../model/day.ts'
import { isWithin } from '../../../model/path.ts'
import { epochMs } from '../../../model/units.ts'
import type { MaintenanceView } from '../../../protocol/maintenance.ts'

/**
 * Works on a thing, on what is in it or on what it is in, that went on or are planned on a day.
 * @param timeZone of the site
 */
export function worksOnDay(
  works: readonly MaintenanceView[],
  path: string,
  day: string,
  timeZone: string,
): readonly MaintenanceView[] {
  const dayOf = (at: number): Day => dayIn(epochMs(at), timeZone)
  return works.filter(
    (work) =>
      (isWithin(work.path, path) || isWithin(path, work.path)) &&
      dayOf(work.from) <= day &&
      dayOf(work.endedAt ?? work.to) >= day,
  )
}
