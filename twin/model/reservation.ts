import type { Day, Period } from './day.ts'
import type { ThingPath } from './path.ts'
import type { Cord, Device } from './things.ts'
import type { Kilograms, RackUnits, Watts } from './units.ts'

/** Figures of a device that is of no type of the catalogue yet. */
export interface DeviceFigures {
  readonly units: RackUnits
  /** What it draws. */
  readonly watts: Watts
  readonly weight?: Kilograms | undefined
  readonly ports?: number | undefined
  /** Of the rack; full where it is left out. */
  readonly depth?: 'full' | 'half' | undefined
  /** Supplies that must live for it to live; one where it is left out. */
  readonly suppliesNeeded?: number | undefined
}

/** A device that is to come into a rack. */
export interface PlannedDevice {
  readonly rack: ThingPath
  /** The last part of its path. */
  readonly name: string
  /** The lowest rack unit it takes; absent for a 0U device. */
  readonly position?: RackUnits | undefined
  readonly face: Device['face']
  /** A type of the estate's catalogue, or figures of its own. */
  readonly is: { readonly type: string } | { readonly figures: DeviceFigures }
  readonly cords: readonly Cord[]
}

/** An edit of the estate that holds in a period: devices that stand there then. */
export interface DatedEdit extends Period {
  /** Unique in its file. */
  readonly id: string
  /** For people. */
  readonly name: string
  readonly devices: readonly PlannedDevice[]
}

/** Room and power that somebody keeps for devices to come. */
export interface Reservation extends DatedEdit {
  /** Who reserved. */
  readonly by: string
  /** When. */
  readonly made: Day
  readonly note?: string | undefined
}

/** What is to come to a place and has no rack yet: a project, the services that a ministry will bring. */
export interface PendingPlan extends Period {
  /** Unique in its file, among reservations too. */
  readonly id: string
  readonly name: string
  /** Who planned. */
  readonly by: string
  /** When. */
  readonly made: Day
  readonly note?: string | undefined
  /** A site, room, row or rack. */
  readonly place: ThingPath
  readonly watts: Watts
  /** Where they are known. */
  readonly units?: RackUnits | undefined
}

/** The reservations that a file holds. */
export interface KnownReservations {
  readonly reservations: readonly Reservation[]
  readonly plans: readonly PendingPlan[]
  /** Changes with the file. */
  readonly version: string
  /** Why the file cannot be used, for people; what was read of it before holds on. */
  readonly fault?: string | undefined
}

/** Reservations on disk. */
export interface ReservationBook {
  /** Of the file, for people of this machine. */
  readonly path: string
  /** What the file holds now. @throws never */
  read(): Promise<KnownReservations>
  /**
   * Adds one, made from what the file holds at that instant; made anew where somebody else wrote meanwhile. On disk when it resolves.
   * @throws what `make` throws; Error where the file is broken or cannot be written
   */
  add(make: (known: readonly Reservation[]) => Reservation | Promise<Reservation>): Promise<Reservation>
  /** Takes one out. Resolves with undefined where there is none of that id. @throws Error where the file is broken or cannot be written */
  cancel(id: string): Promise<Reservation | undefined>
}
