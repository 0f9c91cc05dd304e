import { EstateAnswers } from '../../analysis/answers/estate-answers.ts'
import { monthIn } from '../../analysis/energy/local-time.ts'
import { powerFindings } from '../../analysis/findings/power-findings.ts'
import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { STALE_AFTER_SECONDS } from '../../analysis/reconcile/measurement.ts'
import { reconcile } from '../../analysis/reconcile/reconcile.ts'
import type { Estate } from '../../model/estate.ts'
import type { Site } from '../../model/things.ts'
import type { CapacityReport, ReportSite } from '../../report/capacity-report.ts'
import { namedAs, placesOfReport, reportPlace, siteFindings } from '../../report/report-place.ts'

/** The report by the estate alone, where no server runs: no history, no energy, no alarms. */
export async function declaredReport(
  estate: Estate,
  sites: readonly Site[],
  month: string,
  now: number,
): Promise<CapacityReport> {
  const answers = new EstateAnswers(estate)
  const graph = powerGraph(estate)
  const found = powerFindings(estate, graph, reconcile(graph, declaredLoads(estate, graph), [], STALE_AFTER_SECONDS))
  const told: ReportSite[] = []
  for (const site of sites) {
    const capacities = await answers.capacity(placesOfReport(estate, site).map(({ path }) => path))
    const { from, to } = monthIn(site.utcOffsetName, month)
    told.push({
      ...namedAs(site),
      ...{ timeZone: site.utcOffsetName, from, to, energy: null, alarms: null },
      places: capacities.flatMap((capacity) => {
        const thing = estate.find(capacity.path)
        return thing && capacity.racks > 0 ? [{ ...reportPlace(thing, capacity), forecast: null }] : []
      }),
      findings: siteFindings(found, graph, site.path),
    })
  }
  return {
    ...{
      estate: estate.name,
      estateSr: estate.nameSr,
      month,
      madeAt: now,
      from: 'declared',
      simulated: false,
      sites: told,
    },
    basis: { ...(await answers.basis()) },
    isWhole: sites.every((site) => monthIn(site.utcOffsetName, month).to <= now),
  }
}
