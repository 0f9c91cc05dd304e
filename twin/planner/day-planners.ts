import type { Planner } from '../analysis/answers/planner.ts'
import type { EstateState } from '../analysis/build-out/estate-state.ts'

/** Each has the graph of a whole estate: together they have so many things, */
const MOST_THINGS = 200_000
/** but so many days are kept of any estate, and no more of a small one, besides that of today. */
const [FEWEST_DAYS, MOST_DAYS] = [2, 8]

/** How many days are kept of an estate of so many things. */
export function daysKept(things: number): number {
  return Math.max(FEWEST_DAYS, Math.min(MOST_DAYS, Math.floor(MOST_THINGS / things)))
}

/** The planner of today, and those of other states of the estate that were asked last. What it is told, all of them know. */
export class DayPlanners {
  readonly #days = new Map<string, Promise<Planner>>()
  #taken: Parameters<Planner['take']> | undefined
  #reserved: Parameters<Planner['reserve']> | undefined

  constructor(
    private readonly today: Planner,
    private readonly open: ((state: EstateState) => Promise<Planner>) | undefined,
    private readonly most = FEWEST_DAYS,
  ) {}

  /** @throws Error where no other day can be opened, or its files are wrong */
  of(state: EstateState | undefined): Promise<Planner> {
    if (!state) return Promise.resolve(this.today)
    const { key } = state
    const planner = this.#days.get(key) ?? this.#opened(state)
    this.#days.delete(key)
    this.#days.set(key, planner)
    planner.catch(() => this.#days.delete(key))
    for (const oldest of [...this.#days.keys()].slice(0, -this.most)) this.#days.delete(oldest)
    return planner
  }

  async take(...taken: Parameters<Planner['take']>): Promise<void> {
    this.#taken = taken
    await this.today.take(...taken)
    for (const planner of await this.#others()) await takeThen(planner, taken)
  }

  async reserve(...reserved: Parameters<Planner['reserve']>): Promise<void> {
    this.#reserved = reserved
    await this.today.reserve(...reserved)
    for (const planner of await this.#others()) await planner.reserve(...reserved)
  }

  async #opened(state: EstateState): Promise<Planner> {
    if (!this.open) throw new Error('this planner knows no other day')
    const planner = await this.open(state)
    if (this.#taken) await takeThen(planner, this.#taken)
    if (this.#reserved) await planner.reserve(...this.#reserved)
    return planner
  }

  async #others(): Promise<readonly Planner[]> {
    const settled = await Promise.allSettled(this.#days.values())
    return settled.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  }
}

/** What devices draw holds on; what the air of rooms is and what is lost today, nobody knows of another day. */
async function takeThen(planner: Planner, [measurements]: Parameters<Planner['take']>): Promise<void> {
  await planner.take(measurements)
}
