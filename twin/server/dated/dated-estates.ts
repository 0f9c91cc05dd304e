import type { DatedPlanner, Planner } from '../../analysis/answers/planner.ts'
import { type EstateState, estateStateAt } from '../../analysis/build-out/estate-state.ts'
import { type HandOverDay, handOverDays } from '../../analysis/build-out/hand-over-days.ts'
import { type ProgrammeStatus, programmeStatus } from '../../analysis/build-out/programme-status.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { KnownProgramme } from '../../model/programme-book.ts'
import { ServerProblem } from '../errors.ts'
import type { ServerParts } from '../server-parts.ts'
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

/** Of each a view is kept, not an estate; more than the planner keeps is of no use. */
const MOST_KEPT = 2

type Parts = Pick<ServerParts, 'clock' | 'estate' | 'live' | 'planned' | 'programme' | 'store'> & {
  readonly planner: DatedPlanner
}

/** The estate of any day, as the programme leads to it. Days between two of its changes share one. */
export class DatedEstates {
  readonly #kept = new Map<string, Estate>()
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
    const state = day === undefined ? undefined : await this.#stateOn(day as Day)
    if (!state) return { estate, planner, state, when }
    return { estate: await this.#estateIn(state), planner: planner.on(state), state, when }
  }

  /** The days on which there is more or less of the estate than the day before; none where nothing is planned. */
  async handOvers(): Promise<readonly HandOverDay[]> {
    const known = await this.parts.programme?.read()
    if (!known?.programme || !this.parts.planned) return []
    return handOverDays(this.#statusOf(known, known.programme))
  }

  /** Undefined where the estate of that day is that of today, or nothing is planned. */
  async #stateOn(day: Day): Promise<EstateState | undefined> {
    const { estate, planned, programme } = this.parts
    if (!programme || !planned) return undefined
    const known = await programme.read()
    return known.programme && estateStateAt(estate, this.#statusOf(known, known.programme), day)
  }

  #statusOf({ version }: KnownProgramme, programme: NonNullable<KnownProgramme['programme']>): ProgrammeStatus {
    if (this.#status?.version !== version) this.#status = { version, status: programmeStatus(programme) }
    return this.#status.status
  }

  async #estateIn(state: EstateState): Promise<Estate> {
    const { planned } = this.parts
    const known = this.#kept.get(state.key)
    const estate = known ?? (await planned?.read(state.files).catch(refused))?.at(state) ?? this.parts.estate
    this.#kept.delete(state.key)
    this.#kept.set(state.key, estate)
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(oldest)
    return estate
  }
}

function refused(error: unknown): never {
  const why = error instanceof Error ? error.message : String(error)
  throw new ServerProblem('unavailable', `What is planned cannot be used. ${why}`)
}
