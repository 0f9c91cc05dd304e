import { Spread } from '../../analysis/survival/spread.ts'
import type { DeclaredCloud, JudgedPlan, PlanChange, PlanMoment } from '../../model/cloud.ts'
import type { CloudPlanView, GhostView } from '../../protocol/cloud.ts'
import type { DeclaredRacks } from './declared-racks.ts'
import { isRunning, type PlacedPods } from './placed-pods.ts'

type Judged = Extract<CloudPlanView, { readonly state: 'judged' }>

/** What the gate says of a plan, and its changes as ghosts. */
export function judgedView(
  plan: JudgedPlan,
  given: Pick<Judged, 'name' | 'at' | 'from'>,
  declared: DeclaredCloud,
  racks: DeclaredRacks,
  pods: PlacedPods,
): Judged {
  const { accepted, changes, refusals, site, uncounted } = plan
  return {
    state: 'judged',
    ...given,
    site,
    accepted,
    uncounted: [...uncounted],
    refusals: [...refusals],
    before: momentView(plan.before),
    after: momentView(plan.after),
    ghosts: changes.map((change) => ghostOf(change, site, declared, racks, pods)),
  }
}

function momentView({ headroom, headroomAfterSiteLoss, ...moment }: PlanMoment): Judged['before'] {
  return { ...moment, headroom: [...headroom], headroomAfterSiteLoss: [...headroomAfterSiteLoss] }
}

function ghostOf(
  change: PlanChange,
  site: string,
  declared: DeclaredCloud,
  racks: DeclaredRacks,
  pods: PlacedPods,
): GhostView {
  const service = declared.services.find(({ name }) => name === change.service)
  const known = service?.workloads.find((one) => one.name === change.name && one.site === site)
  const { address, after, before, cpus, gpus, memoryGiB } = change
  return {
    workload: `${change.service}/${change.name}`,
    service: change.service,
    title: service?.title ?? null,
    change: change.change,
    before,
    after,
    cpus,
    memoryGiB,
    gpus,
    address,
    constructPath: known?.constructPath ?? null,
    source: known?.source ?? service?.source ?? null,
    where: whereOf(change, site, racks, pods),
  }
}

/** What goes away is told where it stands, if anybody knows; where new copies go is the scheduler's to say. */
function whereOf(change: PlanChange, site: string, racks: DeclaredRacks, pods: PlacedPods): GhostView['where'] {
  const { after, before, change: kind, name, service, spread: rules } = change
  const onRacks = new Map<string, number>()
  for (const { pod, rack, site: at, workload } of pods.ofService(service)) {
    if (rack === undefined || at !== site || workload !== name || !isRunning(pod)) continue
    onRacks.set(rack, (onRacks.get(rack) ?? 0) + 1)
  }
  const isGoing = kind === 'remove' || kind === 'shrink'
  const spread = new Spread(racks.eligible(site, rules.pool), rules, kind === 'remove' ? before : after)
  const able = racks.ofPool(site, rules.pool)
  const places = (of: 'row' | 'hall') => {
    const within = new Map<string, Set<string>>()
    for (const one of able) {
      const place = one[of]
      if (place !== null) within.set(place, (within.get(place) ?? new Set()).add(one.rack))
    }
    return [...within].map(([place, there]) => ({
      place,
      racks: there.size,
      most: spread.mostOn((rack) => there.has(rack)),
    }))
  }
  return {
    how: isGoing && onRacks.size > 0 ? 'live pods' : 'spread rules',
    rows: places('row'),
    halls: places('hall'),
    mostOnRack: able.reduce(
      (most, { rack }) => Math.max(most, most > 0 ? most : spread.mostOn((one) => one === rack)),
      0,
    ),
    racks: [...onRacks].map(([rack, copies]) => ({ rack, copies })),
  }
}
