import { type SiteFigures, siteFigures } from '../../analysis/energy/site-energy.ts'
import { siteMetering } from '../../analysis/energy/site-metering.ts'
import type { Site } from '../../model/things.ts'
import type { EpochMs } from '../../model/units.ts'
import type { EnergyView } from '../../protocol/energy.ts'
import { ServerProblem } from '../errors.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { siteRatio } from '../routes/site-ratio.ts'
import { meterReadings } from './meter-readings.ts'
import { powerPointsOf } from './power-points.ts'
import { RecentAnswers } from './recent-answers.ts'

const MOST_METERS = 20_000

/** Energy figures of sites over periods, from the history of their meters. */
export class EnergyViews {
  readonly #recent: RecentAnswers<SiteFigures>

  constructor(private readonly context: ServerContext) {
    this.#recent = new RecentAnswers(() => context.parts.clock())
  }

  /** @throws ServerProblem bad-request of a site with more meters than are asked at once; what the store throws */
  async of(site: Site, from: EpochMs, to: EpochMs): Promise<EnergyView> {
    const { parts, values } = this.context
    const figures = await this.#recent.get(`${site.path} ${from} ${to}`, () => this.#figures(site, from, to))
    const ratio = siteRatio(parts.estate, values, site)
    return {
      ...{ path: site.path, from, to, timeZone: site.utcOffsetName, ...figures },
      absent: Object.fromEntries(
        Object.entries(figures.absent).map(([name, { why, paths }]) => [name, { why, paths: [...paths] }]),
      ),
      assumed: [...figures.assumed],
      tariff: figures.tariff && { ...figures.tariff, origins: [...figures.tariff.origins] },
      emissionFactor: figures.emissionFactor && {
        ...figures.emissionFactor,
        origins: [...figures.emissionFactor.origins],
      },
      instant: Number.isNaN(ratio) ? null : { at: parts.clock(), ratio },
      simulated: parts.faults !== undefined,
    }
  }

  async #figures(site: Site, from: EpochMs, to: EpochMs): Promise<SiteFigures> {
    const { parts, values } = this.context
    const metering = siteMetering(parts.estate, site, (thing) => powerPointsOf(values.points, thing))
    const levels = metering.it.filter(({ unmetered }) => unmetered.length === 0)
    const meters = [metering.imported, metering.solar, metering.generators, ...levels].flatMap((one) => one.meters)
    if (meters.length > MOST_METERS) {
      throw new ServerProblem('bad-request', `${site.path} has ${meters.length} meters; ${MOST_METERS} are the most.`)
    }
    const readings = to > from ? await meterReadings(parts.store, meters, from, to) : new Map<string, never>()
    return siteFigures(site, metering, ({ path }) => readings.get(path) ?? [], from, to)
  }
}
