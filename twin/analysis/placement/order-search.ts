import type { Way } from './cording.ts'
import type { Candidate, PlacedState } from './placed-state.ts'

/** One rack with one way of cords. */
export interface Option {
  readonly rack: Candidate
  /** Its number among the ways in this rack. */
  readonly number: number
  readonly ways: readonly Way[]
}

/** A set of places, with the greatest share of what they rest on. */
/** A ranking within 5 % of the best is as good as it. */
export const AS_GOOD = 1.05
/** Questions to racks: about half a second on a large estate. */
const MOST_ASKED = 10_000
const MOST_OPTIONS = 400

interface Fitting {
  readonly option: Option
  readonly fullest: number
  readonly position: number
}

/**
 * Tries devices alike in every combination of racks and cords, depth first: which place more of them than are placed already, or as many with
 * what is fullest emptier. As what is placed never makes room, what does not fit now is not asked again further down.
 */
export class OrderSearch {
  #asked = 0
  #best: readonly Option[] | undefined
  readonly #chosen: Option[] = []
  readonly #alike = new Map<Candidate, string>()

  /**
   * @param state with nothing placed
   * @param size how many are known to have places, and the greatest share of what they rest on: to be beaten
   */
  constructor(
    private readonly state: PlacedState,
    private size: number,
    private fullest: number,
  ) {}

  /** @param racks those that take one. `isWhole`: every combination was tried, or cannot be better. */
  run(racks: readonly Candidate[]): { readonly better: readonly Option[] | undefined; readonly isWhole: boolean } {
    const { count } = this.state.request
    const options: Option[] = []
    const met = new Map<string, number>()
    for (const rack of racks) {
      const alike = this.#alikeOf(rack)
      const known = met.get(alike) ?? 0
      met.set(alike, known + 1)
      // Of racks alike no more are needed than there are devices.
      if (known >= count) continue
      const inRack = this.state.waysIn(rack)
      options.push(...inRack.map((ways, number) => ({ rack, number, ways })))
      // Each takes one, so where no way is told there are too many.
      if (inRack.length === 0 || options.length > MOST_OPTIONS) return { better: undefined, isWhole: false }
    }
    const isWhole = this.#deeper(options, 0)
    return { better: this.#best, isWhole }
  }

  #deeper(options: readonly Option[], fullest: number): boolean {
    if (this.#isBetter(fullest)) {
      this.#best = [...this.#chosen]
      this.size = this.#chosen.length
      this.fullest = fullest
    }
    if (this.#chosen.length === this.state.request.count) return true
    const fitting = this.#fitting(options, fullest)
    // Racks that nothing is in and that are alike need be tried but once.
    const tried = new Set<string>()
    for (const [from, { fullest: share, option, position }] of fitting.entries()) {
      if (this.#asked > MOST_ASKED) return false
      if (!this.#canBeBetter(Math.max(fullest, share))) continue
      const isEmpty = !this.state.isTouched(option.rack)
      const key = isEmpty ? `${this.#alikeOf(option.rack)} ${option.number}` : ''
      if (isEmpty && tried.has(key)) continue
      tried.add(key)
      const takeOut = this.state.place(option.rack, position, this.state.cordingIn(option.rack, option.ways))
      this.#chosen.push(option)
      const further = fitting.slice(from).map((one) => one.option)
      const isWhole = this.#deeper(further, Math.max(fullest, share))
      this.#chosen.pop()
      takeOut()
      if (!isWhole) return false
    }
    return true
  }

  #fitting(options: readonly Option[], fullest: number): readonly Fitting[] {
    const fitting: Fitting[] = []
    for (const option of options) {
      this.#asked++
      const answer = this.state.ask(option.rack, option.ways)
      if (!('cording' in answer) || !this.#canBeBetter(Math.max(fullest, answer.cording.fullest))) continue
      fitting.push({ option, fullest: answer.cording.fullest, position: answer.position })
    }
    return fitting
  }

  #isBetter(fullest: number): boolean {
    const more = this.#chosen.length - this.size
    return more > 0 || (more === 0 && fullest * AS_GOOD < this.fullest)
  }

  #canBeBetter(fullest: number): boolean {
    return this.size < this.state.request.count || fullest * AS_GOOD < this.fullest
  }

  /** Racks with the same of this have the same answer as long as nothing is placed in them. */
  #alikeOf(rack: Candidate): string {
    const known = this.#alike.get(rack)
    if (known !== undefined) return known
    const { kind, portsLeft, row, runs, shared, wattsLeft, weightLeft } = rack
    const rooms = shared.map(({ code, path }) => `${code} ${path}`)
    const floor = this.state.request.weight === undefined ? 0 : rack.floorShort()
    const alike = JSON.stringify([kind, row, runs, rooms, portsLeft, `${weightLeft} ${wattsLeft} ${floor}`])
    this.#alike.set(rack, alike)
    return alike
  }
}
