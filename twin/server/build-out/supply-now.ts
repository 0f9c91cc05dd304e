import type { PlaceCapacity } from '../../analysis/answers/planner.ts'
import { estateSupply } from '../../analysis/supply/supply-of.ts'
import type { SiteNow } from '../../analysis/supply/use-now.ts'
import { parentPath } from '../../model/path.ts'
import type { Programme } from '../../model/programme.ts'
import type { KnownProgramme } from '../../model/programme-book.ts'
import { RecentAnswers } from '../energy/recent-answers.ts'
import { ServerProblem } from '../errors.ts'
import { DailyMeans } from '../forecast/daily-means.ts'
import { drawForecast } from '../forecast/draw-forecast.ts'
import type { ServerContext } from '../routes/server-context.ts'
import type { SupplyAsked } from './aside/build-out-source.ts'
import { type BuildOutQuestion, questionedProgramme } from './supposed-programme.ts'

/** What is drawn is that of the last minute: after a start meters come in one by one. */
const DRAWN_KEPT_MS = 60_000

/** What the estate, its measurements and reservations say of supply and demand now. */
export class SupplyNow {
  readonly #means: DailyMeans
  readonly #capacities: RecentAnswers<readonly PlaceCapacity[]>
  readonly #forecasts: RecentAnswers<SiteNow['forecast']>

  constructor(private readonly context: ServerContext) {
    const { clock, store } = context.parts
    this.#means = new DailyMeans(store)
    this.#capacities = new RecentAnswers(() => clock(), DRAWN_KEPT_MS)
    this.#forecasts = new RecentAnswers(() => clock())
  }

  /** All that must be known for an answer but the programme. @throws ServerProblem not-found for a scenario that is none; unavailable where store or planner does not answer */
  async asked(known: KnownProgramme, question: BuildOutQuestion): Promise<SupplyAsked> {
    const programme = questionedProgramme(known, question)
    const { estate, planner, reservations } = this.context.parts
    try {
      const [reserved, sites, { loads }, cloud] = await Promise.all([
        reservations?.read(),
        this.#sitesNow(),
        planner.basis(),
        this.context.cloud?.pending(),
      ])
      const { plans = [], reservations: kept = [] } = reserved ?? {}
      const own = estateSupply({ estate, sites, reserved: { plans, reservations: kept }, cloud }, programme.dataDate)
      const places = [...placesIn(programme), ...[...own.now, ...own.used, ...own.others].map(({ place }) => place)]
      return { question, own, names: this.#namesOf(places), loads }
    } catch (error) {
      if (error instanceof ServerProblem) throw error
      const detail = 'Store or planner did not answer; live values go on. Try again.'
      throw new ServerProblem('unavailable', detail, { cause: error })
    }
  }

  /** Sites that hold racks: what they have, what they draw and what that is foretold to come to. */
  async #sitesNow(): Promise<readonly SiteNow[]> {
    const { estate, planner } = this.context.parts
    const sites = estate.ofKind('site')
    const capacities = await this.#capacities.get('all', () => planner.capacity(sites.map(({ path }) => path)))
    const found: SiteNow[] = []
    // One after the other: each reads years of history.
    for (const { name, nameSr, path } of sites) {
      const capacity = capacities.find((one) => one.path === path)
      if (!capacity || capacity.racks === 0) continue
      const forecast = await this.#forecasts.get(path, () => drawForecast(this.context, this.#means, path))
      found.push({ place: path, name, nameSr, capacity, forecast })
    }
    return found
  }

  /** Of places and what is around them, and of the ground of those that are only a word. */
  #namesOf(places: readonly string[]): SupplyAsked['names'] {
    const names = new Map<string, { readonly name: string; readonly nameSr?: string | undefined }>()
    const seen = new Set<string>()
    for (const place of places)
      for (let path = place; path !== '' && !seen.has(path); path = parentPath(path)) {
        seen.add(path)
        for (const one of [path, `${path}/ground`]) {
          const thing = this.context.parts.estate.find(one)
          if (thing) names.set(one, { name: thing.name, nameSr: thing.nameSr })
        }
      }
    return names
  }
}

function placesIn({ activities, demand = [], packages }: Programme): readonly string[] {
  const places = [
    ...packages.flatMap(({ place, places: others = [] }) => [place, ...others]),
    ...activities.map(({ handsOver }) => handsOver?.place),
    ...demand.map(({ place }) => place),
  ]
  return places.filter((place) => place !== undefined)
}
