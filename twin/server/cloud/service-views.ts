import { standingOfPods, standingOfSpread } from '../../analysis/survival/standing.ts'
import {
  type LevelVerdict,
  type Standing,
  type Survival,
  survivalOf,
  worstOf,
} from '../../analysis/survival/survival.ts'
import { SURVIVAL_LEVELS } from '../../analysis/survival/verdict.ts'
import type { CloudCluster, DeclaredCloud, DeclaredService, DeclaredWorkload } from '../../model/cloud.ts'
import type {
  CloudServiceView,
  CloudSiteView,
  CloudWorkloadView,
  SurvivalVerdictView,
  SurvivalView,
} from '../../protocol/cloud.ts'
import { type DeclaredRacks, failingTogether } from './declared-racks.ts'
import { isPending, isRunning, type PlacedPod, type PlacedPods } from './placed-pods.ts'

/** How long a cluster may be away and still count for other sites as it was: as long as Kubernetes leaves pods on a node that says nothing (300 s). */
export const UNHEARD_AFTER_MS = 300_000

/** Sites by what their clusters say. */
interface Hearing {
  /** When the cluster was last heard, of those whose pods are known: null where it is heard now. */
  readonly known: ReadonlyMap<string, number | null>
  /** Away for so long that nobody may count on them. */
  readonly unheard: ReadonlySet<string>
}

/** Makes the services of the catalogue with what runs of them and what they survive. */
export class ServiceViews {
  /** Placements that the spread allows do not change. */
  readonly #bySpread = new Map<DeclaredWorkload, Standing>()

  constructor(
    private readonly declared: DeclaredCloud,
    private readonly racks: DeclaredRacks,
  ) {}

  /**
   * @param clusters those that are watched; one that has not answered yet knows no pods
   * @param now epoch ms
   */
  all(clusters: readonly CloudCluster[], pods: PlacedPods, now: number): readonly CloudServiceView[] {
    const hearing: Hearing = {
      known: new Map(clusters.filter(isKnown).map(({ since, site, state }) => [site, state === 'away' ? since : null])),
      unheard: new Set(
        clusters
          .filter(({ since, state }) => state === 'away' && now - since >= UNHEARD_AFTER_MS)
          .map(({ site }) => site),
      ),
    }
    return this.declared.services.map((service) => this.#service(service, hearing, pods.ofService(service.name)))
  }

  #service(service: DeclaredService, hearing: Hearing, pods: readonly PlacedPod[]): CloudServiceView {
    const { known, unheard } = hearing
    const { assumed, dataClass, name, source, tier, title, workloadClass } = service
    const standings = new Map(
      service.workloads.map((workload) => [workload, this.#standing(workload, known, pods)] as const),
    )
    return {
      name,
      title,
      workloadClass,
      tier,
      dataClass,
      assumed,
      source,
      sites: service.sites.map(({ recovery, site, watts }): CloudSiteView => {
        const here = known.has(site) ? pods.filter((pod) => pod.site === site) : undefined
        const own = service.workloads.filter((workload) => workload.site === site)
        const survivals = own.map((workload) => this.#survival(service, workload, standings, unheard))
        const workloads = own.map((workload, at) => workloadView(workload, here, survivals[at]))
        const sum = (of: (workload: CloudWorkloadView) => number) =>
          workloads.reduce((total, workload) => total + of(workload), 0)
        const standing = (of: (workload: CloudWorkloadView) => number) =>
          sum((workload) => (isTimed(workload) ? 0 : of(workload)))
        const timed = new Set(workloads.filter(isTimed).map((workload) => workload.name))
        const copies = here?.filter(({ workload }) => workload === undefined || !timed.has(workload))
        const survival = worstOf(survivals)
        return {
          site,
          recovery,
          watts,
          wattsBasis: 'nameplate',
          assumed: own.some((workload) => workload.assumed),
          declared: standing((workload) => workload.declared),
          needed: standing((workload) => workload.needed),
          running: copies ? copies.filter(({ pod }) => isRunning(pod)).length : null,
          pending: here ? here.filter(({ pod }) => isPending(pod)).length : null,
          cpus: sum(({ cpus }) => cpus),
          memoryGiB: sum(({ memoryGiB }) => memoryGiB),
          gpus: sum(({ gpus }) => gpus),
          racks: here ? new Set(here.flatMap(({ rack }) => rack ?? [])).size : null,
          workloads,
          heardAt: known.get(site) ?? null,
          survival: survival ? survivalView(survival) : NOTHING_DECLARED,
        }
      }),
    }
  }

  /** What runs by a timetable has pods now and then: of it the declared copies count. */
  #standing(workload: DeclaredWorkload, known: Hearing['known'], pods: readonly PlacedPod[]): Standing {
    const { site, spread } = workload
    if (known.has(site) && !isTimed(workload)) {
      const copies = pods
        .filter((pod) => pod.site === site && pod.workload === workload.name && isRunning(pod.pod))
        .map(({ pod, rack }) => ({ node: pod.node, rack }))
      return standingOfPods(copies, this.racks.failures(site), known.get(site) === null ? 'live pods' : 'last heard')
    }
    const found =
      this.#bySpread.get(workload) ??
      standingOfSpread(this.racks.eligible(site, spread.pool), spread, workload.copies, this.racks.failures(site))
    this.#bySpread.set(workload, found)
    return found
  }

  #survival(
    service: DeclaredService,
    workload: DeclaredWorkload,
    standings: ReadonlyMap<DeclaredWorkload, Standing>,
    unheard: ReadonlySet<string>,
  ): Survival {
    const others = service.workloads.filter(({ name, site }) => name === workload.name && site !== workload.site)
    const carrying = others.filter((other) => {
      const copies = standings.get(other)?.copies ?? 0
      return isTimed(workload) || (other.recovery.role === 'standby' ? copies > 0 : copies >= other.needed)
    })
    return survivalOf(
      {
        workload: workload.name,
        needed: workload.needed,
        recovery: workload.recovery.class,
        role: workload.recovery.role,
        isTimed: isTimed(workload),
        hasOther: carrying.some(({ site }) => !unheard.has(site)),
        isOtherUnheard: carrying.some(({ site }) => unheard.has(site)),
      },
      standings.get(workload) ?? standingOfPods([], this.racks.failures(workload.site)),
      workload.site,
    )
  }
}

/** Whether its pods are known, now or as it said last. */
export function isKnown({ state, nodes }: CloudCluster): boolean {
  return state === 'watched' || (state === 'away' && nodes.length > 0)
}

/** Whether it runs by a timetable: it has a copy now and then, and none in between is no fault. */
function isTimed({ kind }: Pick<CloudWorkloadView, 'kind'>): boolean {
  return kind === 'nightly'
}

function workloadView(
  workload: DeclaredWorkload,
  here: readonly PlacedPod[] | undefined,
  survival: Survival | undefined,
): CloudWorkloadView {
  const { assumed, constructPath, copies, cpus, gpus, kind, memoryGiB, name, needed, recovery, source, tier } = workload
  const own = here?.filter((pod) => pod.workload === name)
  return {
    name,
    kind,
    declared: copies,
    needed,
    running: own ? own.filter(({ pod }) => isRunning(pod)).length : null,
    pending: own ? own.filter(({ pod }) => isPending(pod)).length : null,
    tier,
    recovery,
    cpus: cpus * copies,
    memoryGiB: memoryGiB * copies,
    gpus: gpus * copies,
    assumed,
    constructPath,
    source,
    survival: survival ? survivalView(survival) : NOTHING_DECLARED,
  }
}

function survivalView(survival: Survival): SurvivalView {
  return everyLevel((level) => verdictView(survival[level]))
}

function verdictView({ worst, ...verdict }: LevelVerdict): SurvivalVerdictView {
  const together = [...failingTogether(worst)]
  return { ...verdict, worst: together[0] ?? null, together }
}

function everyLevel(of: (level: (typeof SURVIVAL_LEVELS)[number]) => SurvivalVerdictView): SurvivalView {
  return Object.fromEntries(SURVIVAL_LEVELS.map((level) => [level, of(level)])) as SurvivalView
}

/** Of a site where a service has tenants only. */
const NOTHING_DECLARED: SurvivalView = everyLevel(() => ({
  verdict: 'kept',
  by: 'declared spread',
  worst: null,
  together: [],
  workload: null,
  copies: 0,
  copiesLeft: 0,
  copiesNeeded: 0,
  why: 'nothing runs here',
}))
