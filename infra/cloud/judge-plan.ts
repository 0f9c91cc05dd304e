import type {
  CloudHeadroom,
  JudgedPlan,
  PendingPlan,
  PlacedSpread,
  PlanChange,
  PlanMoment,
} from '../../twin/model/cloud.ts'
import { CLOUD_SITES } from '../catalogue/recovery.ts'
import type { Service } from '../catalogue/service.ts'
import { meansOf } from '../catalogue/site-means.ts'
import { catalogueWork } from '../gate/catalogue-work.ts'
import type { AfterLoss, Gate } from '../gate/gate.ts'
import { checkPlan, isAccepted, kilowattHoursAYear, type Moment } from '../gate/plan-check.ts'
import { type PlanResources, readPlan } from '../gate/plan-file.ts'
import { plannedSite } from '../gate/plan-site.ts'
import { type PlanPlace, plannedWorkloads } from '../gate/plan-work.ts'
import { refusalText } from '../gate/refusal.ts'
import { asksOfWork, nameOfWork, type Work } from '../gate/work.ts'
import { TOPOLOGY_LABELS, type Topology } from '../labels/topology.ts'
import type { Workload } from '../policy/workload.ts'

/** More say no more on a page. */
const MOST_REFUSALS = 20
const GIB = 2 ** 30

/**
 * What the gate says of a pending plan, as `oblak plan check` would, and what the plan does to each workload.
 * @returns in words what is wrong with it, where it is no plan or says no site that there is
 */
export function judgePlan(
  gate: Gate,
  topology: Topology,
  catalogue: readonly Service[],
  { site: said, text }: PendingPlan,
): JudgedPlan | { readonly wrong: string } {
  const plan = readPlan(text)
  if ('wrong' in plan) return plan
  const sites = topology.sites.map(({ site }) => site)
  const planned = plannedSite(sites, plan.context, said)
  if ('wrong' in planned) return planned
  const name = planned.site
  const at = topology.sites.find(({ site }) => site === name)
  if (!at) {
    return {
      wrong:
        name === undefined
          ? `it does not say at which site it places its work: one of ${sites.join(', ')}`
          : `the estate has no cluster at ${name}: ${sites.join(', ')}`,
    }
  }
  const isOurs = sites.some((site) => CLOUD_SITES.some((known) => known === site))
  const others = isOurs ? catalogueWork(catalogue, meansOf(topology)) : []
  const place = { site: at.site, nodes: at.nodes.filter(({ hasGpu }) => !hasGpu).length }
  const check = checkPlan(gate, plan, { ...place, others })
  const refused = check.after.verdict.losses.filter(({ shortages }) => shortages.length > 0)
  return {
    site: at.site,
    accepted: isAccepted(check),
    uncounted: check.uncounted,
    refusals: refused
      .slice(0, MOST_REFUSALS)
      .map((loss) => ({ kind: loss.loss.kind, path: loss.loss.path, message: refusalText(loss) })),
    before: momentOf(check.before),
    after: momentOf(check.after),
    changes: changesOf(plan, place),
  }
}

function momentOf({ demand, verdict }: Moment): PlanMoment {
  const { losses } = verdict
  const nothing = losses.find(({ loss }) => loss.kind === 'nothing')
  return {
    fits: verdict.fits,
    losses: { fit: losses.filter(({ shortages }) => shortages.length === 0).length, of: losses.length },
    watts: demand.watts,
    kilowattHoursAYear: kilowattHoursAYear(demand.watts),
    headroom: nothing ? headroomOf(nothing) : [],
    headroomAfterSiteLoss: losses
      .filter(({ loss }) => loss.kind === 'site')
      .flatMap((after) =>
        headroomOf(after)
          .filter(({ site }) => site !== after.loss.path)
          .map((one) => ({ ...one, lost: after.loss.path })),
      ),
  }
}

/** CPUs and memory of nodes without GPUs, which take all else; GPUs of the others. */
function headroomOf({ pools }: AfterLoss): readonly { readonly site: string; readonly left: CloudHeadroom }[] {
  const sites = [...new Set(pools.map(({ site }) => site))]
  return sites.map((site) => {
    const of = (pool: 'servers' | 'gpus') => pools.find((one) => one.site === site && one.pool === pool)
    const [servers, gpus] = [of('servers'), of('gpus')]
    const rounded = (value: number) => Math.round(value * 1e6) / 1e6
    return {
      site,
      left: {
        cpus: rounded((servers?.left.threads ?? 0) - (servers?.needed.threads ?? 0)),
        memoryGiB: rounded(((servers?.left.memory ?? 0) - (servers?.needed.memory ?? 0)) / GIB),
        gpus: rounded((gpus?.left.gpus ?? 0) - (gpus?.needed.gpus ?? 0)),
      },
    }
  })
}

function changesOf({ after, before }: PlanResources, place: PlanPlace): readonly PlanChange[] {
  const was = new Map(plannedWorkloads(before, place).map((one) => [nameOfWork(one.work), one]))
  const will = new Map(plannedWorkloads(after, place).map((one) => [nameOfWork(one.work), one]))
  return [...new Set([...will.keys(), ...was.keys()])].flatMap((name): readonly PlanChange[] => {
    const [old, next] = [was.get(name), will.get(name)]
    const known = next ?? old
    if (!known) return []
    const { gpus, memory, threads } = asksOfWork(known.work)
    return [
      {
        service: known.work.service,
        name: known.work.name,
        change: kindOf(old?.work, next?.work),
        before: old?.work.copies ?? 0,
        after: next?.work.copies ?? 0,
        cpus: threads,
        memoryGiB: memory / GIB,
        gpus,
        address: known.workload.element.path,
        spread: spreadOf(known.workload, known.work),
      },
    ]
  })
}

function kindOf(old: Work | undefined, next: Work | undefined): PlanChange['change'] {
  if (!old) return 'add'
  if (!next) return 'remove'
  if (old.copies !== next.copies) return next.copies > old.copies ? 'grow' : 'shrink'
  const isSame = (['threads', 'memory', 'gpus'] as const).every((what) => old.each[what] === next.each[what])
  return isSame ? 'same' : 'resize'
}

/** What its pods are spread over as a condition. */
function spreadOf({ pod }: Workload, { pool }: Work): PlacedSpread {
  const keys = pod
    .all('topology_spread_constraint')
    .filter((constraint) => constraint.text('when_unsatisfiable') !== 'ScheduleAnyway')
    .map((constraint) => constraint.text('topology_key'))
  return {
    pool,
    overRacks: keys.includes(TOPOLOGY_LABELS.rack) || keys.includes('kubernetes.io/hostname'),
    overPower: keys.includes(TOPOLOGY_LABELS.power),
  }
}
