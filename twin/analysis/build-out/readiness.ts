import type { Day } from '../../model/day.ts'
import type { Baseline, Programme, ProgrammeActivity } from '../../model/programme.ts'
import { lastReports, type ProgrammeStatus } from './programme-status.ts'

export const MEASURES = ['area', 'racks', 'power', 'cooling', 'connections'] as const
export type Measure = (typeof MEASURES)[number]

/** What comes ready on a day, and of what. */
export interface ReadyStep {
  readonly day: Day
  /** It is so already; else it is what the schedule leads to. */
  readonly isBuilt: boolean
  readonly measure: Measure
  readonly amount: number
  readonly activity: string
  readonly package: string
}

/** Power that a hand-over promises and that no test of level 5 will ever show. */
export interface UntestedPower {
  readonly activity: string
  readonly package: string
  readonly power: number
}

export interface Readiness {
  /** By day. */
  readonly steps: readonly ReadyStep[]
  readonly untested: readonly UntestedPower[]
}

/** What the schedule hands over when, and what is handed over: by the day on which each activity ends, or did. */
export function readinessOf({ dates, programme, reports }: ProgrammeStatus): Readiness {
  return readinessBy(programme, (id) => {
    const row = dates.get(id)
    return row && { day: row.finishDay, isBuilt: reports.get(id)?.finished !== undefined }
  })
}

/** The same as a baseline wanted it, to measure by; what is not in the baseline is in none of it. */
export function plannedReadiness(programme: Programme, { dates }: Pick<Baseline, 'dates'>): Readiness {
  return readinessBy(programme, plannedIn(dates))
}

/**
 * What was to be ready when, as a baseline saw it: what it wanted, and what stood already when it was set and so was left out of it. Else all of that would look
 * as if it had come before its time.
 */
export function foreseenReadiness(programme: Programme, { dates, set }: Baseline): Readiness {
  const planned = plannedIn(dates)
  const reports = lastReports(programme, programme.dataDate)
  return readinessBy(programme, (id) => {
    const finished = reports.get(id)?.finished
    return planned(id) ?? (finished !== undefined && finished <= set ? { day: finished, isBuilt: true } : undefined)
  })
}

function plannedIn(dates: Baseline['dates']) {
  return (id: string): Ending | undefined => {
    const planned = dates.get(id)
    return planned && { day: planned.finish, isBuilt: false }
  }
}

/** The sum of a measure that is ready by the end of a day. */
export function readyBy({ steps }: Readiness, measure: Measure, day: Day): number {
  return steps.reduce((sum, step) => (step.measure === measure && step.day <= day ? sum + step.amount : sum), 0)
}

/** Tests of all systems together, by the id of their package. */
export function levelFiveTests({ activities }: Programme): ReadonlyMap<string, readonly ProgrammeActivity[]> {
  const tests = new Map<string, ProgrammeActivity[]>()
  for (const activity of activities) {
    if (activity.level !== 5) continue
    const own = tests.get(activity.package)
    if (own) own.push(activity)
    else tests.set(activity.package, [activity])
  }
  return tests
}

interface Ending {
  readonly day: Day
  readonly isBuilt: boolean
}

function readinessBy(programme: Programme, endOf: (id: string) => Ending | undefined): Readiness {
  const tests = levelFiveTests(programme)
  const steps: ReadyStep[] = []
  const untested: UntestedPower[] = []
  for (const activity of programme.activities) {
    const { handsOver, id } = activity
    if (!handsOver) continue
    const end = endOf(id)
    if (!end) continue
    for (const measure of MEASURES) {
      const amount = handsOver[measure]
      if (amount === undefined) continue
      const tested = measure === 'power' ? testedOf(activity, tests, endOf) : end
      if (tested === undefined) untested.push({ activity: id, package: activity.package, power: amount })
      else steps.push({ ...latest(end, tested), measure, amount, activity: id, package: activity.package })
    }
  }
  steps.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  return { steps, untested }
}

/** When the last test of level 5 of its package is passed; undefined where there is none, or where it has no date. */
function testedOf(
  activity: ProgrammeActivity,
  tests: ReadonlyMap<string, readonly ProgrammeActivity[]>,
  endOf: (id: string) => Ending | undefined,
): Ending | undefined {
  const own = tests.get(activity.package) ?? []
  if (own.length === 0) return undefined
  const ends = own.map(({ id }) => endOf(id))
  return ends.every((end) => end !== undefined) ? ends.reduce(latest) : undefined
}

function latest(one: Ending, other: Ending): Ending {
  return { day: one.day > other.day ? one.day : other.day, isBuilt: one.isBuilt && other.isBuilt }
}
