import type { LiveCounts } from '../gate/live-basis.ts'
import { lossRows } from '../gate/loss-rows.ts'
import { isAccepted, kilowattHoursAYear, type Moment, type PlanCheck } from '../gate/plan-check.ts'
import { refusalText } from '../gate/refusal.ts'
import type { LossVerdict, ScaledVerdict } from '../gate/verdict.ts'
import { nameOfWork, type Work } from '../gate/work.ts'

/** A plan that was judged, and by what. */
export interface CheckedPlan {
  readonly check: PlanCheck
  readonly estate: string
  /** Absent where loads are as the estate declares them. */
  readonly live?: LiveCounts
  /** Whether nothing runs besides what the plan places. */
  readonly isAlone: boolean
}

/** The verdict for programs. */
export function checkDocument({ check, estate, isAlone, live }: CheckedPlan) {
  return {
    ok: isAccepted(check),
    estate,
    site: check.site,
    alone: isAlone,
    loads: live ?? 'declared',
    workloads: check.planned.map(workDocument),
    uncounted: check.uncounted,
    removed: check.removed.map(nameOfWork),
    silentHosts: check.silentHosts,
    unknown: check.planned.flatMap((work) => work.unknown.map((what) => ({ workload: nameOfWork(work), what }))),
    before: momentDocument(check.before),
    after: momentDocument(check.after),
    ...(check.scaled && { scaled: scaledDocument(check.scaled) }),
  }
}

function momentDocument({ classes, demand, verdict }: Moment) {
  return {
    demand,
    classes,
    kilowattHoursAYear: kilowattHoursAYear(demand.watts),
    fits: verdict.fits,
    ...(!verdict.fits && { change: verdict.change ?? null }),
    losses: verdict.losses.map(lossDocument),
  }
}

/** Told, not judged. */
function scaledDocument({ refused, scaled }: ScaledVerdict) {
  return {
    workloads: scaled,
    fits: refused.length === 0,
    losses: refused.map(({ loss, shortages }) => ({ ...loss, shortages })),
  }
}

function lossDocument(loss: LossVerdict) {
  const { change, loss: what, moves, shortages, stays } = loss
  const refused = shortages.length > 0
  return {
    ...what,
    fits: !refused,
    rows: lossRows(loss),
    moves: moves.map(nameOfWork),
    stays: stays.map((work) => ({
      workload: nameOfWork(work),
      copies: work.copies,
      gpus: work.copies * work.each.gpus,
    })),
    ...(refused && { shortages, change: change ?? null, message: refusalText(loss) }),
  }
}

function workDocument({ copies, each, most, pool, recovery, tier, ...work }: Work) {
  return {
    name: nameOfWork(work),
    copies,
    ...(most !== undefined && { most }),
    each,
    pool,
    recovery: recovery ?? null,
    tier: tier ?? null,
  }
}
