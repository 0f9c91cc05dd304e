import { type PlannedEnergy, plannedEnergy } from '../../analysis/energy/planned-energy.ts'
import { type SiteFigures, siteFigures } from '../../analysis/energy/site-energy.ts'
import { siteMetering } from '../../analysis/energy/site-metering.ts'
import { plannedSteps, reservedSteps } from '../../analysis/reservations/reserved-steps.ts'
import { type Day, markOf } from '../../model/day.ts'
import type { Site } from '../../model/things.ts'
import type { EpochMs } from '../../model/units.ts'
import type { EnergyView } from '../../protocol/energy.ts'
import type { DatedEstate } from '../dated/dated-estates.ts'
import { ServerProblem } from '../errors.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { siteRatio } from '../routes/site-ratio.ts'
import { meterReadings } from './meter-readings.ts'
import { powerPointsOf } from './power-points.ts'
import { RecentAnswers } from './recent-answers.ts'

const MOST_METERS = 20_000

interface Period {
  readonly from: EpochMs
  readonly to: EpochMs
}

/** What figures are told of. */
export interface EnergyAsked {
  readonly then: DatedEstate
  /** Of that estate. */
  readonly site: Site
  /** Another day than today. */
  readonly day: Day | undefined
  readonly period: Period
}

/** Energy figures of sites over periods, from the history of their meters; of days to come what is reckoned with. */
export class EnergyViews {
  readonly #recent: RecentAnswers<SiteFigures>

  constructor(private readonly context: ServerContext) {
    this.#recent = new RecentAnswers(() => context.parts.clock())
  }

  /** @throws ServerProblem bad-request of a site with more meters than are asked at once; what store and planner throw */
  async of(asked: EnergyAsked): Promise<EnergyView> {
    if (asked.then.when === 'to-come') return this.#planned(asked)
    const { day, period, site, then } = asked
    const { parts, values } = this.context
    const key = `${then.estate.version} ${site.path} ${period.from} ${period.to}`
    const figures = await this.#recent.get(key, () => this.#figures(asked))
    const ratio = day === undefined ? siteRatio(parts.estate, values, site) : Number.NaN
    return {
      ...{ path: site.path, day: day ?? null, basis: 'measured', planned: null },
      ...{ ...period, timeZone: site.utcOffsetName, ...figures },
      absent: Object.fromEntries(
        Object.entries(figures.absent).map(([name, { why, paths }]) => [name, { why, paths: [...paths] }]),
      ),
      assumed: [...figures.assumed],
      tariff: withOrigins(figures.tariff),
      emissionFactor: withOrigins(figures.emissionFactor),
      instant: Number.isNaN(ratio) ? null : { at: parts.clock(), ratio },
      simulated: parts.faults !== undefined,
    }
  }

  /** Nothing of it is measured. */
  async #planned({ day, period, site, then }: EnergyAsked): Promise<EnergyView> {
    const { estate, planner } = then
    const [chain, basis, reserved] = await Promise.all([
      planner.chain(site.path),
      planner.basis(),
      this.#reserved(then, site, day as Day),
    ])
    const { emissionFactor, tariff, ...figures } = plannedEnergy(estate, site, chain, period)
    const none = siteFigures(
      site,
      siteMetering(estate, site, () => []),
      () => [],
      period.from,
      period.from,
    )
    const { renewable } = none
    return {
      ...{ path: site.path, day: day ?? null, basis: 'planned' },
      planned: { ...plainly(figures), reserved, basis: { ...basis } },
      ...{ ...period, timeZone: site.utcOffsetName, ...none },
      absent: Object.fromEntries(Object.keys(none.absent).map((name) => [name, { why: 'day-to-come', paths: [] }])),
      assumed: renewable.assumed ? ['renewable'] : [],
      tariff: withOrigins(tariff),
      emissionFactor: withOrigins(emissionFactor),
      ...{ instant: null, simulated: false },
    }
  }

  /** W that are reserved or planned for a day, beside what the estate has then. */
  async #reserved({ estate }: DatedEstate, site: Site, day: Day): Promise<number> {
    const known = await this.context.parts.reservations?.read()
    const steps = [
      ...reservedSteps(known?.reservations ?? [], estate, site.path),
      ...plannedSteps(known?.plans ?? [], site.path),
    ]
    return steps.reduce((watts, step) => (step.at <= markOf(day) ? watts + step.watts : watts), 0)
  }

  async #figures({ period: { from, to }, site, then }: EnergyAsked): Promise<SiteFigures> {
    const { parts, values } = this.context
    // What stood then and stands today is read under its path.
    const metering = siteMetering(then.estate, site, ({ path }) => {
      const today = parts.estate.find(path)
      return today ? powerPointsOf(values.points, today) : []
    })
    const levels = metering.it.filter(({ unmetered }) => unmetered.length === 0)
    const meters = [metering.imported, metering.solar, metering.generators, ...levels].flatMap((one) => one.meters)
    if (meters.length > MOST_METERS) {
      throw new ServerProblem('bad-request', `${site.path} has ${meters.length} meters; ${MOST_METERS} are the most.`)
    }
    const readings = to > from ? await meterReadings(parts.store, meters, from, to) : new Map<string, never>()
    return siteFigures(site, metering, ({ path }) => readings.get(path) ?? [], from, to)
  }
}

function withOrigins<Rate extends { readonly origins: readonly string[] }>(
  rate: Rate | null,
): (Omit<Rate, 'origins'> & { origins: string[] }) | null {
  return rate && { ...rate, origins: [...rate.origins] }
}

function plainly({ assumed, lossless, unknown, ...figures }: Omit<PlannedEnergy, 'tariff' | 'emissionFactor'>) {
  return { ...figures, assumed: [...assumed], lossless: [...lossless], unknown: [...unknown] }
}
