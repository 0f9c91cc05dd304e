import type { Day } from './day.ts'

declare const brand: unique symbol

/**
 * Minutes on the clock on the wall since the first minute of 1970, wherever that wall is. A day has 1,440 of them, also when the clocks change: a working
 * calendar counts hours as the site's people do.
 */
export type WallMinute = number & { readonly [brand]: 'WallMinute' }
/** Minutes of work, counted by a working calendar. */
export type WorkMinutes = number & { readonly [brand]: 'WorkMinutes' }

export const DAY_MINUTES = 1_440

/** Minutes of a day in which work is done: from the first, until another that is in it no more; at most 1,440. */
export interface Shift {
  readonly from: number
  readonly until: number
}

/** When work is done. */
export interface WorkCalendar {
  readonly id: string
  readonly name: string
  /** Monday to Sunday, each with its shifts in order; none on a day off. */
  readonly week: readonly (readonly Shift[])[]
  /** Days that differ from the week: holidays have no shift, a Saturday that is worked has some. */
  readonly exceptions: ReadonlyMap<Day, readonly Shift[]>
}

/** How an activity hangs on another: by its own finish or start, at the other's start or finish. */
export type LinkType = 'FS' | 'SS' | 'FF' | 'SF'

export interface Link {
  /** Id of the activity that comes before. */
  readonly from: string
  /** Id of the one that waits for it. */
  readonly to: string
  readonly type: LinkType
  /** Between both; less than nothing lets them overlap. */
  readonly lag: WorkMinutes
  /** Calendar that counts the lag; that of the activity before where it is left out. */
  readonly lagCalendar?: string | undefined
}

/** A date that somebody set, besides the links. A `must` is both its no-earlier and its no-later: links still count, and what clashes shows as negative float. */
export interface DateConstraint {
  readonly kind:
    | 'start-no-earlier'
    | 'start-no-later'
    | 'finish-no-earlier'
    | 'finish-no-later'
    | 'must-start'
    | 'must-finish'
  readonly at: WallMinute
}

/** How far an activity is, at the data date. */
export interface Progress {
  readonly started: WallMinute
  readonly finished?: WallMinute | undefined
  /** Work that is left; none once it is finished. */
  readonly remaining: WorkMinutes
}

export interface Activity {
  /** Unique in its programme. */
  readonly id: string
  readonly name: string
  /** Id of its calendar. */
  readonly calendar: string
  /** None for a milestone. */
  readonly duration: WorkMinutes
  /** A level of effort lasts as long as what it is linked to, and is never what the end waits for. */
  readonly kind: 'task' | 'milestone' | 'level-of-effort'
  readonly constraints: readonly DateConstraint[]
  readonly progress?: Progress | undefined
}

/** Activities and what ties them: what a schedule is computed from. */
export interface ActivityNetwork {
  readonly activities: readonly Activity[]
  readonly links: readonly Link[]
  readonly calendars: readonly WorkCalendar[]
  /** Progress is known until then, and what is left comes after it. */
  readonly dataDate: WallMinute
  /** When all has to be done; the end of the last activity where nobody set one. */
  readonly deadline?: WallMinute | undefined
}
