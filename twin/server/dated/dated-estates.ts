import { setImmediate as turn } from 'node:timers/promises'
import type { DatedPlanner, Planner } from '../../analysis/answers/planner.ts'
import { type EstateState, estateStateAt, plannedFiles } from '../../analysis/build-out/estate-state.ts'
import { type HandOverDay, handOverDays } from '../../analysis/build-out/hand-over-days.ts'
import { type ProgrammeStatus, programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { STRUCTURE_KINDS } from '../../model/kinds.ts'
import type { LiveFeed } from '../../model/live-feed.ts'
import type { KnownProgramme } from '../../model/programme-book.ts'
import { ServerProblem } from '../errors.ts'
import type { ServerParts } from '../server-parts.ts'
import { SpaceUse } from '../values/space-use.ts'
import { ValuePlane } from '../values/value-plane.ts'
import { LastFew } from './last-few.ts'
import { RecordedDays } from './recorded-days.ts'

/** The estate of a day, and who answers about it. */
export interface DatedEstate {
  readonly estate: Estate
  readonly planner: Planner
  /** What it has otherwise than that of today; undefined where it is that of today. */
  readonly state: EstateState | undefined
  /** What is measured is of now, and of no other day. */
  readonly when: 'past' | 'now' | 'to-come'
}

/** Of each a view is kept, not an estate: so many viewers may look at days of their own. */
const MOST_KEPT = 8
/** Days whose state was looked up: those that a slider was moved over. */
const MOST_STATES = 256
/** Racks that are counted at once: a few milliseconds. */
const RACKS_AT_ONCE = 25
/** Nothing is measured on a day that has not come. */
const SILENT: LiveFeed = {
  points: { size: 0, definition: () => undefined, indexOf: () => undefined },
  subscribe: () => () => undefined,
}

type Parts = Pick<ServerParts, 'clock' | 'estate' | 'live' | 'log' | 'planned' | 'programme' | 'store'> & {
  readonly planner: DatedPlanner
}

/** The estate of any day, as the programme leads to it. Days between two of its changes share one. */
export class DatedEstates {
  readonly #kept = new LastFew<Promise<Estate>>(MOST_KEPT)
  readonly #states = new LastFew<EstateState | undefined>(MOST_STATES)
  readonly #space = new WeakMap<Estate, SpaceUse>()
  readonly #counted = new WeakMap<Estate, Promise<SpaceUse>>()
  readonly #unmeasured = new WeakMap<Estate, ValuePlane>()
  #status: { readonly version: string; readonly status: ProgrammeStatus } | undefined

  /** What was measured on past days. */
  readonly recorded: RecordedDays

  constructor(private readonly parts: Parts) {
    this.recorded = new RecordedDays(parts)
  }

  /**
   * @param day as a request gives it; today where it is absent
   * @throws ServerProblem unavailable where the files of what is planned are wrong
   */
  async on(day: string | undefined): Promise<DatedEstate> {
    const { clock, estate, planner } = this.parts
    const today = todayAt(estate, undefined, clock())
    const when = day === undefined || day === today ? 'now' : day < today ? 'past' : 'to-come'
    const state = day === undefined ? undefined : await this.stateOn(day as Day)
    if (!state) return { estate, planner, state, when }
    const then = await this.estateIn(state)
    // What pictures and views of single things will ask for, before they do.
    this.counted(then).catch((error: unknown) => this.parts.log?.(`Space was not counted ahead: ${reasonOf(error)}`))
    return { estate: then, planner: planner.on(state), state, when }
  }

  /** The days on which there is more or less of the estate than the day before; none where nothing is planned. */
  async handOvers(): Promise<readonly HandOverDay[]> {
    const known = await this.parts.programme?.read()
    if (!known?.programme || !this.parts.planned) return []
    return handOverDays(this.#statusOf(known, known.programme))
  }

  /** Reads what is planned before anybody asks for it. Never rejects: what is wrong is told to those who ask. */
  async warm(): Promise<void> {
    const { log, planned, programme } = this.parts
    try {
      const known = planned && (await programme?.read())
      if (!known?.programme) return
      this.#statusOf(known, known.programme)
      await planned?.read(plannedFiles(known.programme))
    } catch (error) {
      log?.(`What is planned was not read ahead: ${reasonOf(error)}`)
    }
  }

  /** Values of an estate of another day, of which none is known. */
  unmeasured(estate: Estate): ValuePlane {
    const values = this.#unmeasured.get(estate) ?? new ValuePlane(estate, SILENT)
    this.#unmeasured.set(estate, values)
    return values
  }

  /** What space is taken in an estate of another day. */
  space(estate: Estate): SpaceUse {
    const space = this.#space.get(estate) ?? new SpaceUse(estate, this.unmeasured(estate).tree)
    this.#space.set(estate, space)
    return space
  }

  /** The same once every rack is counted, some at a time: others are answered in between. */
  counted(estate: Estate): Promise<SpaceUse> {
    const known = this.#counted.get(estate)
    if (known) return known
    const counted = countedRacks(estate, this.space(estate))
    this.#counted.set(estate, counted)
    counted.catch(() => this.#counted.delete(estate))
    return counted
  }

  /** Undefined where the estate of that day is that of today, or nothing is planned. */
  async stateOn(day: Day): Promise<EstateState | undefined> {
    const { estate, planned, programme } = this.parts
    if (!programme || !planned) return undefined
    const known = await programme.read()
    const { programme: all, version } = known
    if (!all) return undefined
    return this.#states.get(`${version} ${day}`, () => estateStateAt(estate, this.#statusOf(known, all), day))
  }

  #statusOf({ version }: KnownProgramme, programme: NonNullable<KnownProgramme['programme']>): ProgrammeStatus {
    if (this.#status?.version !== version) this.#status = { version, status: programmeStatus(programme) }
    return this.#status.status
  }

  /**
   * The estate as a state says; that of today where it is undefined.
   * @throws ServerProblem unavailable where the files of what is planned are wrong
   */
  async estateIn(state: EstateState | undefined): Promise<Estate> {
    if (!state) return this.parts.estate
    return this.#kept.get(state.key, () => {
      const estate = this.#made(state)
      // A file that was mended is read again.
      estate.catch(() => this.#kept.drop(state.key))
      return estate
    })
  }

  async #made(state: EstateState): Promise<Estate> {
    const whole = await this.parts.planned?.read(state.files).catch(refused)
    if (!whole) return this.parts.estate
    const estate = whole.at(state)
    // Who asks for all of a kind first makes it; others are answered in between.
    for (const kind of STRUCTURE_KINDS) {
      estate.ofKind(kind)
      await turn()
    }
    return estate
  }
}

async function countedRacks(estate: Estate, space: SpaceUse): Promise<SpaceUse> {
  for (const [place, { index }] of estate.ofKind('rack').entries()) {
    space.of(index)
    if (place % RACKS_AT_ONCE === 0) await turn()
  }
  return space
}

function refused(error: unknown): never {
  throw new ServerProblem('unavailable', `What is planned cannot be used. ${reasonOf(error)}`)
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
