import { monthIn } from '../../analysis/energy/local-time.ts'
import { lostInputs } from '../../analysis/failover/lost-of.ts'
import { powerFindings } from '../../analysis/findings/power-findings.ts'
import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import { type PowerGraph, powerGraph } from '../../analysis/power/power-graph.ts'
import { STALE_AFTER_SECONDS } from '../../analysis/reconcile/measurement.ts'
import { reconcile } from '../../analysis/reconcile/reconcile.ts'
import { todayAt } from '../../analysis/reservations/today.ts'
import type { Site, Thing } from '../../model/things.ts'
import { epochMs } from '../../model/units.ts'
import type { EnergyView } from '../../protocol/energy.ts'
import type { ForecastView } from '../../protocol/forecast.ts'
import type { CapacityReport, ReportSite } from '../../report/capacity-report.ts'
import { namedAs, placesOfReport, reportPlace, siteFindings } from '../../report/report-place.ts'
import { ServerProblem } from '../errors.ts'
import { lostNow } from '../routes/lost-now.ts'
import type { ServerContext } from '../routes/server-context.ts'
import { liveMeasurements } from '../values/live-measurements.ts'

const WORST_ALARMS = 10

/** What the report asks of others. */
export interface ReportQuestions {
  forecast(place: Thing): Promise<ForecastView>
  energy(site: Site, from: number, to: number): Promise<EnergyView>
}

/**
 * The monthly report of sites.
 * @throws ServerProblem bad-request of a month that has not begun; what planner and store throw
 */
export async function buildReport(
  context: ServerContext,
  sites: readonly Site[],
  month: string,
  questions: ReportQuestions,
): Promise<CapacityReport> {
  const { parts, values } = context
  const madeAt = parts.clock()
  const graph = powerGraph(parts.estate)
  const reconciled = reconcile(
    graph,
    declaredLoads(parts.estate, graph),
    liveMeasurements(values, madeAt),
    STALE_AFTER_SECONDS,
    lostInputs(graph, lostNow(context)),
  )
  const found = powerFindings(parts.estate, graph, reconciled)
  const told: ReportSite[] = []
  for (const site of sites) told.push(await siteOf(context, site, month, questions, { graph, found }))
  const basis = await parts.planner.basis()
  return {
    ...{ estate: parts.estate.name, estateSr: parts.estate.nameSr, month, madeAt, from: 'server', basis: { ...basis } },
    isWhole: sites.every((site) => monthIn(site.utcOffsetName, month).to <= madeAt),
    simulated: parts.faults !== undefined,
    sites: told,
  }
}

async function siteOf(
  context: ServerContext,
  site: Site,
  month: string,
  questions: ReportQuestions,
  { graph, found }: { readonly graph: PowerGraph; readonly found: ReturnType<typeof powerFindings> },
): Promise<ReportSite> {
  const { parts } = context
  const now = parts.clock()
  const span = monthIn(site.utcOffsetName, month)
  if (span.from >= now) throw new ServerProblem('bad-request', `query.month ${month} has not begun yet.`)
  const to = epochMs(Math.min(span.to, now))
  const things = placesOfReport(parts.estate, site)
  const paths = things.map(({ path }) => path)
  const answers = await parts.planner.capacity(paths)
  const later = await parts.planner.capacity(paths, { from: todayAt(parts.estate, site.path, now) })
  const places: ReportSite['places'] = []
  for (const [number, answer] of answers.entries()) {
    const thing = parts.estate.find(answer.path)
    if (!thing || answer.racks === 0) continue
    places.push({
      ...reportPlace(thing, answer, later[number]),
      forecast: await unlessRefused(questions.forecast(thing)),
    })
  }
  return {
    ...namedAs(site),
    ...{ timeZone: site.utcOffsetName, from: span.from, to, places },
    energy: await unlessRefused(questions.energy(site, span.from, to)),
    alarms: alarmsOf(context, site.path, span.from, to),
    findings: siteFindings(found, graph, site.path),
  }
}

/** A place with more meters than are asked at once goes without; what fails fails. */
async function unlessRefused<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ServerProblem && error.code === 'bad-request') return null
    throw error
  }
}

/** That held for some of the span, those that follow from others left out: critical ones first, then those that held longest. */
function alarmsOf({ alarms }: ServerContext, path: string, from: number, to: number): ReportSite['alarms'] {
  const held = alarms.book
    .all()
    .filter(
      (alarm) =>
        (alarm.path === path || alarm.path.startsWith(`${path}/`)) &&
        alarm.since < to &&
        (alarm.until ?? to) >= from &&
        alarm.quieted === null,
    )
  const lasted = (alarm: (typeof held)[number]) => (alarm.until ?? to) - alarm.since
  const worst = held.sort(
    (a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical') || lasted(b) - lasted(a),
  )
  return {
    critical: held.filter(({ severity }) => severity === 'critical').length,
    warning: held.filter(({ severity }) => severity === 'warning').length,
    worst: worst.slice(0, WORST_ALARMS).map(({ path: at, rule, severity, since, until }) => ({
      ...{ path: at, rule, severity, since, until },
    })),
  }
}
