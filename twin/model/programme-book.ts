import type { Day } from './day.ts'
import type { Programme, ProgressReport, WorkMinutes } from './programme.ts'

/** A delay that is supposed: work that comes on top of an activity, by its calendar; less than nothing makes it shorter. */
export interface SupposedDelay {
  readonly activity: string
  readonly minutes: WorkMinutes
}

/** A question that somebody keeps by name: what if these are late? */
export interface DelayScenario {
  readonly kind: 'delays'
  /** Unique among all scenarios. */
  readonly id: string
  readonly name: string
  readonly by: string
  readonly made: Day
  readonly note?: string | undefined
  readonly delays: readonly SupposedDelay[]
}

/** Another programme, made up to show or to try something. */
export interface ProgrammeScenario {
  readonly kind: 'programme'
  readonly id: string
  readonly programme: Programme
}

export type Scenario = DelayScenario | ProgrammeScenario

/** A report that was entered, and may have been taken back. */
export interface ProgressEntry extends ProgressReport {
  /** Unique in its file. */
  readonly id: string
  /** When it was entered, ISO 8601 with time. */
  readonly entered: string
  readonly withdrawn?: { readonly by: string; readonly at: string } | undefined
}

/** An entry as its file has it: in text, since only a programme knows how long its days are. */
export interface WrittenEntry extends Omit<ProgressEntry, 'at' | 'started' | 'finished' | 'done' | 'remaining'> {
  readonly at: string
  readonly started?: string | undefined
  readonly finished?: string | undefined
  /** Of the work, from 0 to 100. */
  readonly percent: number
  /** `12 d`: days or weeks of its calendar, or hours. */
  readonly remaining?: string | undefined
}

/** What is known of the build-out. */
export interface KnownProgramme {
  /** The programme of the file with what was entered and not taken back; undefined while the file was never good. */
  readonly programme: Programme | undefined
  /** As they stand in their file. */
  readonly entries: readonly ProgressEntry[]
  readonly scenarios: readonly Scenario[]
  /** Changes with every file that it is read from. */
  readonly version: string
  /** Why a file cannot be used, for people; what was read of it before holds on. */
  readonly fault?: string | undefined
}

/** The programme on disk, with what is entered and what is supposed. */
export interface ProgrammeBook {
  /** What the files hold now. @throws never */
  read(): Promise<KnownProgramme>
  /**
   * Adds a report, made from what is known at that instant; made anew where somebody else wrote meanwhile. On disk when it resolves.
   * @throws what `make` throws; Error where the file is broken or cannot be written
   */
  report(make: (known: KnownProgramme) => ProgressEntry): Promise<ProgressEntry>
  /** Takes a report back: it stays in the file with who and when. Resolves with undefined where there is none of that id, or it was taken back before. */
  withdraw(id: string, withdrawn: { readonly by: string; readonly at: string }): Promise<ProgressEntry | undefined>
  /** Keeps a scenario. @throws as `report` */
  saveScenario(make: (known: KnownProgramme) => DelayScenario): Promise<DelayScenario>
  /** Takes a scenario out of the file. Resolves with undefined where there is none of that id. */
  removeScenario(id: string): Promise<DelayScenario | undefined>
}
