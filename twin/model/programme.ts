import type { Day, Period } from './day.ts'
import type { ThingPath } from './path.ts'
import type { Source } from './source.ts'
import type { Ratio, SquareMetres, Watts } from './units.ts'

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

/** Design phases of EN 50600-1, which an object passes one after the other. */
export const STAGE_GATES = [
  'strategy',
  'objectives',
  'system-specifications',
  'design-proposal',
  'decision',
  'functional-design',
  'approval',
  'final-design',
  'contract',
  'construction',
  'operation',
] as const
export type StageGate = (typeof STAGE_GATES)[number]

/** Levels of commissioning: factory tests, acceptance on site, start-up, function, and all systems together. */
export type CommissioningLevel = 1 | 2 | 3 | 4 | 5

/** What is there to be used once an activity is done. Power counts as ready after a test of level 5 only. */
export interface HandOver {
  readonly area?: SquareMetres | undefined
  readonly racks?: number | undefined
  readonly power?: Watts | undefined
  /** Heat that can be taken away. */
  readonly cooling?: Watts | undefined
  /** Network connections of users. */
  readonly connections?: number | undefined
  /** Whose supply it is; that of the site of its package where it is left out. */
  readonly place?: ThingPath | undefined
}

/** What of the estate is other once something is handed over. */
export interface PlannedEdits {
  /** Files of the estate's language, beside the programme, that say what comes to it: `planned/block-40.yaml`. */
  readonly adds?: readonly string[] | undefined
  /** What goes, with all that is in it. */
  readonly removes?: readonly ThingPath[] | undefined
}

/** A sum in the currency of its programme, and where it comes from. */
export interface Sum {
  readonly amount: number
  readonly source: Source
  readonly note?: string | undefined
}

/** Work that somebody may need at best, most likely and at worst. */
export interface DurationEstimate {
  readonly low: WorkMinutes
  readonly likely: WorkMinutes
  readonly high: WorkMinutes
}

/** Something that may happen, and then delays several activities together. */
export interface SharedRisk {
  /** Unique among the risks of its programme. */
  readonly id: string
  readonly name: string
  readonly nameSr?: string | undefined
  /** That it happens, from 0 to 1. */
  readonly chance: Ratio
  /** Work that it adds, by activity. */
  readonly adds: ReadonlyMap<string, DurationEstimate>
  readonly source: Source
  readonly note?: string | undefined
  readonly noteSr?: string | undefined
}

export interface ProgrammeActivity extends Omit<Activity, 'progress'>, PlannedEdits {
  readonly nameSr?: string | undefined
  /** Id of its work package. */
  readonly package: string
  readonly source: Source
  readonly note?: string | undefined
  readonly noteSr?: string | undefined
  readonly estimate?: DurationEstimate | undefined
  /** Done, its object has passed it. */
  readonly gate?: StageGate | undefined
  /** Done, its object has passed that test. */
  readonly level?: CommissioningLevel | undefined
  readonly handsOver?: HandOver | undefined
  readonly budget?: Sum | undefined
}

export interface WorkPackage extends PlannedEdits {
  /** Unique in its programme. */
  readonly id: string
  readonly name: string
  readonly nameSr?: string | undefined
  /** What of the estate it builds or changes. */
  readonly place?: ThingPath | undefined
  /** What else it builds, that is ready when that is. */
  readonly places?: readonly ThingPath[] | undefined
  readonly source: Source
  readonly note?: string | undefined
  readonly noteSr?: string | undefined
  /** Known of all of it, where the parts have none. */
  readonly budget?: Sum | undefined
}

/** Dates that were agreed on, to measure by. */
export interface Baseline {
  readonly id: string
  readonly name: string
  readonly nameSr?: string
  /** When it was agreed. */
  readonly set: Day
  /** Of each activity, by id: its first and last day. */
  readonly dates: ReadonlyMap<string, { readonly start: Day; readonly finish: Day }>
}

/** What somebody said of an activity on a day. */
export interface ProgressReport {
  readonly activity: string
  readonly at: Day
  readonly by: string
  /** An assumed one says what is taken to be so. */
  readonly source: Source
  /** Of the work, from 0 to 1. */
  readonly done: Ratio
  readonly started?: Day | undefined
  readonly finished?: Day | undefined
  /** Work that is left, where it is not what `done` leaves of the duration. */
  readonly remaining?: WorkMinutes | undefined
  /** Spent on it until then, in the currency of the programme. */
  readonly cost?: number | undefined
  /** Where it can be seen: a protocol, a photograph, a link. */
  readonly evidence?: string | undefined
  readonly note?: string | undefined
}

/** What somebody will want of the estate, from a day on until another that is in it no more. */
export interface ProgrammeDemand extends Period {
  /** Unique in its programme. */
  readonly id: string
  readonly name: string
  readonly nameSr?: string | undefined
  /** A site, or a place in one. */
  readonly place: ThingPath
  readonly power?: Watts | undefined
  readonly racks?: number | undefined
  readonly area?: SquareMetres | undefined
  /** Of those of one day the lower one is served first; 100 where it is left out. */
  readonly priority?: number | undefined
  /** When it was asked for. */
  readonly made?: Day | undefined
  /** Ids of reservations and plans that are a part of it. */
  readonly includes?: readonly string[] | undefined
  readonly source: Source
  readonly note?: string | undefined
  readonly noteSr?: string | undefined
}

/** Everything that a programme file says. */
export interface Programme {
  /** For people, where the file names itself. */
  readonly name?: string | undefined
  readonly nameSr?: string | undefined
  readonly note?: string | undefined
  readonly noteSr?: string | undefined
  /** ISO 4217. */
  readonly currency: string
  /** Reports count until that day; what is not done comes after it. */
  readonly dataDate: Day
  /** It is made up, to show or to try something. */
  readonly isScenario: boolean
  readonly calendars: readonly WorkCalendar[]
  readonly packages: readonly WorkPackage[]
  readonly activities: readonly ProgrammeActivity[]
  readonly links: readonly Link[]
  readonly baselines: readonly Baseline[]
  readonly reports: readonly ProgressReport[]
  /** What may strike several activities together; nothing where it is left out. */
  readonly risks?: readonly SharedRisk[] | undefined
  /** Besides what is reserved and planned elsewhere. */
  readonly demand?: readonly ProgrammeDemand[] | undefined
}
