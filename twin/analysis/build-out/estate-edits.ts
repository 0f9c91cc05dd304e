import type { Day } from '../../model/day.ts'
import type { ThingPath } from '../../model/path.ts'
import type { PlannedEdits } from '../../model/programme.ts'
import type { ProgrammeStatus } from './programme-status.ts'
import { readinessOf } from './readiness.ts'

/** What comes to the estate and what goes from it on a day. */
export interface EstateEdit {
  /** Id of the work package or activity that brings it. */
  readonly id: string
  readonly day: Day
  readonly adds: readonly string[]
  readonly removes: readonly ThingPath[]
}

export interface EstateEdits {
  /** By day. */
  readonly edits: readonly EstateEdit[]
  /** Ids of packages and activities whose edits never come into force: what they hand over is never tested with all systems together. */
  readonly never: readonly string[]
}

/**
 * When the edits of a programme come into force: on the day on which all that is handed over counts, which for power is that of the last test of level 5. What
 * hands nothing over edits on the day on which it ends.
 */
export function estateEdits(status: ProgrammeStatus): EstateEdits {
  const { dates, programme } = status
  const { steps, untested } = readinessOf(status)
  const edits: EstateEdit[] = []
  const never: string[] = []
  const take = (id: string, { adds = [], removes = [] }: PlannedEdits, owns: (of: Owned) => boolean) => {
    if (adds.length + removes.length === 0) return
    if (untested.some(owns)) {
      never.push(id)
      return
    }
    const days = steps.filter(owns).map(({ day }) => day)
    const ends = programme.activities
      .filter(
        (activity) => activity.kind !== 'level-of-effort' && owns({ activity: activity.id, package: activity.package }),
      )
      .flatMap((activity) => dates.get(activity.id) ?? [])
      .map(({ finishDay }) => finishDay)
    const [first, ...rest] = days.length > 0 ? days : ends
    if (first === undefined) never.push(id)
    else edits.push({ id, adds, removes, day: rest.reduce((last, day) => (day > last ? day : last), first) })
  }
  for (const one of programme.packages) take(one.id, one, (of) => of.package === one.id)
  for (const one of programme.activities) take(one.id, one, (of) => of.activity === one.id)
  edits.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  return { edits, never }
}

interface Owned {
  readonly activity: string
  readonly package: string
}
