import type { Day } from '../../model/day.ts'
import type {
  ActivityNetwork,
  Programme,
  ProgrammeActivity,
  Progress,
  ProgressReport,
  WorkMinutes,
} from '../../model/programme.ts'
import { beginOf, endOf } from '../../model/wall-minute.ts'
import type { OutOfSequence } from '../schedule/early-dates.ts'
import { compileNetwork } from '../schedule/network.ts'
import { type ScheduledActivity, scheduleOf } from '../schedule/schedule.ts'

/** Where a programme stands at its data date, and where that leads. */
export interface ProgrammeStatus {
  readonly programme: Programme
  /** The last report of each activity until the data date. */
  readonly reports: ReadonlyMap<string, ProgressReport>
  readonly dates: ReadonlyMap<string, ScheduledActivity>
  /** The last day of all. */
  readonly lastDay: Day
}

/** @throws NetworkError see `compileNetwork`; a programme that its reader let through has none of these faults */
export function programmeStatus(programme: Programme, outOfSequence?: OutOfSequence): ProgrammeStatus {
  const reports = lastReports(programme, programme.dataDate)
  const { activities, lastDay } = scheduleOf(compileNetwork(networkOf(programme, reports)), outOfSequence)
  return { programme, reports, dates: new Map(activities.map((row) => [row.id, row])), lastDay }
}

/** What was said last of each activity, until a day; of two reports of one day the later one in the file. */
export function lastReports({ reports }: Programme, until: Day): ReadonlyMap<string, ProgressReport> {
  const last = new Map<string, ProgressReport>()
  for (const report of reports) {
    if (report.at > until) continue
    const before = last.get(report.activity)
    if (!before || before.at <= report.at) last.set(report.activity, report)
  }
  return last
}

/** The network of a programme, with what reports tell. */
export function networkOf(programme: Programme, reports: ReadonlyMap<string, ProgressReport>): ActivityNetwork {
  const { activities, calendars, dataDate, links } = programme
  return {
    activities: activities.map((activity) => {
      const progress = progressOf(activity, reports.get(activity.id))
      return progress ? { ...activity, progress } : activity
    }),
    ...{ links, calendars, dataDate: endOf(dataDate) },
  }
}

/** An activity that has begun: what a report says is left, else what its share leaves of the duration. */
function progressOf(activity: ProgrammeActivity, report: ProgressReport | undefined): Progress | undefined {
  if (!report) return undefined
  const { finished, started = finished } = report
  if (started === undefined) return undefined
  return {
    started: beginOf(started),
    ...(finished !== undefined && { finished: endOf(finished) }),
    remaining: leftOf(activity, report),
  }
}

/** Work that is left of an activity: what its last report says, else what the share that it says leaves of the duration. */
export function leftOf({ duration }: ProgrammeActivity, report: ProgressReport | undefined): WorkMinutes {
  if (!report) return duration
  return report.remaining ?? (Math.round(duration * (1 - report.done)) as WorkMinutes)
}
