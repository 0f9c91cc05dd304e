import type { Day } from '../../model/day.ts'
import type { Activity, DateConstraint, LinkType, Shift, WallMinute } from '../../model/programme.ts'

/** Formats of schedules that are read and written. */
export const SCHEDULE_FORMATS = ['msproject', 'p6', 'xer'] as const
export type ScheduleFormat = (typeof SCHEDULE_FORMATS)[number]

/** Where a file says a thing, from 1. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** What a file of another program says, in the words of all of them; keys are its own, and nothing of it is held to anything else yet. */
export interface ForeignSchedule {
  readonly file: string
  readonly format: ScheduleFormat
  /** Of the project. */
  readonly title: string
  readonly currency: string | undefined
  readonly dataDate: (Place & { readonly at: WallMinute }) | undefined
  /** When all of it has to be done, where that is set for the project. */
  readonly mustFinish?: WallMinute | undefined
  readonly calendars: readonly ForeignCalendar[]
  readonly groups: readonly ForeignGroup[]
  readonly activities: readonly ForeignActivity[]
  readonly links: readonly ForeignLink[]
  readonly baselines: readonly ForeignBaseline[]
  /** What is in the file and not understood. */
  readonly untold: readonly string[]
}

export interface ForeignCalendar extends Place {
  readonly key: string
  readonly name: string
  /** Monday to Sunday. */
  readonly week: readonly (readonly Shift[])[]
  readonly exceptions: ReadonlyMap<Day, readonly Shift[]>
}

/** A node of the work breakdown structure, or a summary task. */
export interface ForeignGroup extends Place {
  readonly key: string
  /** Short, unique beside its siblings. */
  readonly code: string
  readonly name: string
  /** Key of the one above; none at the top. */
  readonly parent: string | undefined
}

export interface ForeignActivity extends Place {
  readonly key: string
  /** What planners call it; its key where the format has nothing else. */
  readonly code: string
  readonly name: string
  readonly group: string | undefined
  readonly calendar: string | undefined
  readonly kind: Activity['kind']
  /** Minutes of work. */
  readonly duration: number
  readonly remaining: number | undefined
  /** Of the work, from 0 to 1. */
  readonly done: number | undefined
  readonly started: WallMinute | undefined
  readonly finished: WallMinute | undefined
  readonly constraints: readonly DateConstraint[]
  readonly budget: number | undefined
  readonly cost: number | undefined
}

export interface ForeignLink extends Place {
  readonly from: string
  readonly to: string
  readonly type: LinkType
  /** Minutes of work. */
  readonly lag: number
  /** Whose calendar counts the lag: that of either activity, or day and night. */
  readonly lagBy: 'from' | 'to' | 'always'
}

export interface ForeignBaseline {
  readonly key: string
  readonly name: string
  readonly set: Day | undefined
  /** By key of the activity, with the line that says them. */
  readonly dates: ReadonlyMap<
    string,
    { readonly start: WallMinute; readonly finish: WallMinute; readonly line: number }
  >
}

/** The calendar of lags and durations that go on day and night. */
export const ALWAYS_KEY = '(always)'
