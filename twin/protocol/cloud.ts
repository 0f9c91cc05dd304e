import { z } from 'zod'
import { SURVIVAL_LEVELS, SURVIVAL_REASONS, VERDICTS } from '../analysis/survival/verdict.ts'

/**
 * What runs on the racks. Paths of the API:
 *
 * - GET /api/cloud → {@link cloudAnswer}: clusters, services × sites with survival, a summary of the pending plan
 * - GET /api/cloud/services/{name} → {@link cloudServiceAnswer}: pods on their racks, and what these rest on
 * - GET /api/cloud/racks → {@link cloudRacksAnswer}: every rack with pods, for colours in the scene
 * - GET /api/cloud/racks/{path} → {@link cloudRackAnswer}: the services on one rack, with construct path and source line
 * - GET /api/cloud/plan → {@link cloudPlanAnswer}: the pending plan as ghosts, with the verdict of the gate before and after
 * - POST /api/cloud/plan (text of `terraform show -json` as {@link cloudPlanRequest}; operators), DELETE /api/cloud/plan
 *
 * The four of what runs take `at=YYYY-MM-DD`: a day to come is answered of the estate of that day, as declared and without pods.
 *
 * The live socket says `{type: 'cloud', revision}` at most once a second after a change of pods, clusters or plan, and once on connecting: then the page asks again.
 * Where nobody handed a cloud to the server, all of these answer 404 and the socket says nothing.
 */

/** A line of a source file, `infra/catalogue/services/evisa.ts:12`; null where nobody knows. */
const line = z.string().nullable()
const site = z.string()

/** Which day it is told of, and on what it rests. */
const told = {
  /** The day of `at`, where that is not today; null of now. */
  day: z.string().nullable(),
  /**
   * `planned`: a day to come. What the catalogue declares now, on the racks that the programme leads to: no pods, and the worst placement that the declared spread allows.
   * `not recorded`: a past day, of which nobody kept what ran.
   */
  basis: z.enum(['now', 'planned', 'not recorded']),
}

/**
 * A site's cluster. `none`: nobody said how to reach it, pods are not known. `connecting`: asked, nothing heard yet. `watched`: pods are as the API server says now.
 * `away`: it does not answer; pods are as it said last, and since when is in `since`.
 */
export const clusterView = z.object({
  site,
  state: z.enum(['none', 'connecting', 'watched', 'away']),
  /** The kubeconfig's context. */
  context: z.string().nullable(),
  /** Epoch ms: since when it is in this state. */
  since: z.number().nullable(),
  /** Why it is away, in words of its own (English), without addresses of credentials. */
  why: z.string().nullable(),
  /** A practice cluster: real control plane, played machines. */
  practice: z.boolean(),
  /** Nodes that it has, and those of them that are drained or otherwise take no pods. */
  nodes: z.number(),
  cordoned: z.number(),
  /** Nodes of which nobody knows the rack, by name: at most 50. */
  strangers: z.array(z.string()),
  pods: z.number(),
  running: z.number(),
  pending: z.number(),
  /** Pods of namespaces that are no service of the catalogue; counted in `pods`. */
  others: z.number(),
  /** True where more pods exist than are kept (50,000 a site). */
  truncated: z.boolean(),
})
export type ClusterView = z.infer<typeof clusterView>

/**
 * Whether it goes on at once after a loss, before the scheduler has made new copies elsewhere: `kept` carries all of its load, `reduced` runs with less or after
 * an interruption, `lost` is away.
 */
export const survivalVerdict = z.object({
  verdict: z.enum(VERDICTS),
  /** What it rests on: where copies are, where they were when the cluster was last heard, or the worst placement that the declared spread allows. */
  by: z.enum(['live pods', 'last heard', 'declared spread']),
  /** The thing whose loss is worst, by path; null where no single one is (or nothing runs). */
  worst: z.string().nullable(),
  /** What fails together with it: the UPS of a power block; `worst` is the first of these. */
  together: z.array(z.string()),
  /** Of the workload that decides it. */
  workload: z.string().nullable(),
  copies: z.number().nullable(),
  copiesLeft: z.number().nullable(),
  copiesNeeded: z.number().nullable(),
  /** For the page to put into words. */
  why: z.enum(SURVIVAL_REASONS),
})
export type SurvivalVerdictView = z.infer<typeof survivalVerdict>

/** By level: `host` is a node of the cluster; `power` is all UPS that a rack rests on (its power block). */
export const survival = z.object(
  Object.fromEntries(SURVIVAL_LEVELS.map((level) => [level, survivalVerdict])) as Record<
    (typeof SURVIVAL_LEVELS)[number],
    typeof survivalVerdict
  >,
)
export type SurvivalView = z.infer<typeof survival>

const recovery = z.object({
  class: z.enum(['active-active', 'active-passive', 'single-site']),
  /** What this site does for it. */
  role: z.enum(['active', 'standby']),
  /** Seconds, of active-passive: how much may be lost, how long it may be away. */
  rpo: z.number().nullable(),
  rto: z.number().nullable(),
  /** Of single-site: why its loss is borne, as the catalogue says (English). */
  reason: z.string().nullable(),
})

/**
 * Copies that the catalogue declares and what the cluster has of them; the latter null where no cluster is watched. `running` are ready and stay, `pending` wait for a node or are
 * not ready yet.
 */
const copies = {
  declared: z.number(),
  /** That carry the load: fewer are `reduced`. */
  needed: z.number(),
  running: z.number().nullable(),
  pending: z.number().nullable(),
}

export const cloudWorkload = z.object({
  name: z.string(),
  kind: z.enum(['stateless', 'stateful', 'gpu', 'nightly']),
  ...copies,
  tier: z.enum(['1', '2', '3']),
  recovery,
  /** Of all declared copies. */
  cpus: z.number(),
  memoryGiB: z.number(),
  gpus: z.number(),
  /** Nobody published the size (or the number of copies): it is ours. */
  assumed: z.boolean(),
  /** `egov-belgrade/egovernment-portal/web/deployment`, as rules and Terraform's metadata name it. */
  constructPath: z.string(),
  source: line,
  survival,
})
export type CloudWorkloadView = z.infer<typeof cloudWorkload>

export const cloudSite = z.object({
  site,
  recovery,
  /** W that its share of the hosts draws by their nameplates; null where hosts do not say theirs. Docs: gate.md, "Watts of work". */
  watts: z.number().nullable(),
  wattsBasis: z.enum(['nameplate', 'measured']),
  /** Sizes or copies behind the watts are ours in part. */
  assumed: z.boolean(),
  /** Of what runs all the time: what runs by a timetable has none between two runs, and that is no fault. What waits is counted of both. */
  ...copies,
  cpus: z.number(),
  memoryGiB: z.number(),
  gpus: z.number(),
  /** Racks that its pods are on; null where no cluster is watched. */
  racks: z.number().nullable(),
  workloads: z.array(cloudWorkload),
  /** When its cluster was last heard, where that is away: epoch ms. */
  heardAt: z.number().nullable(),
  /** The worst of its workloads at each level. */
  survival,
})
export type CloudSiteView = z.infer<typeof cloudSite>

export const cloudService = z.object({
  name: z.string(),
  title: z.object({ sr: z.string(), en: z.string() }),
  workloadClass: z.string(),
  tier: z.enum(['1', '2', '3']),
  dataClass: z.enum(['public', 'internal', 'personal', 'register']),
  /** What of these three is ours, not published. */
  assumed: z.object({ tier: z.boolean(), dataClass: z.boolean(), recovery: z.boolean() }),
  source: line,
  sites: z.array(cloudSite),
})
export type CloudServiceView = z.infer<typeof cloudService>

/** The pending plan, in short. */
const planBrief = z.object({
  site,
  /** Who gave it: `file` of --plan, `posted`. */
  from: z.enum(['file', 'posted']),
  /** Epoch ms: when it was read. */
  at: z.number(),
  name: z.string(),
  workloads: z.number(),
})

/** GET /api/cloud */
export const cloudAnswer = z.object({
  /** Epoch ms. */
  at: z.number(),
  /** Counts up with every change of pods, clusters or plan; 0 of another day, where nothing changes but the programme. */
  revision: z.number(),
  ...told,
  clusters: z.array(clusterView),
  /** In the order of the catalogue. */
  services: z.array(cloudService),
  /** Why nothing is declared: an estate whose sites are not the catalogue's; null otherwise. */
  why: z.string().nullable(),
  plan: planBrief.nullable(),
})
export type CloudView = z.infer<typeof cloudAnswer>

export const podView = z.object({
  name: z.string(),
  namespace: z.string(),
  service: z.string(),
  workload: z.string(),
  phase: z.enum(['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown']),
  ready: z.boolean(),
  /** It is being taken away. */
  leaving: z.boolean(),
  node: z.string().nullable(),
  /** Path of the estate; null where it is on no node, or nobody knows the node's rack. */
  rack: z.string().nullable(),
  /** Of a pending one: what the scheduler says. */
  why: z.string().nullable(),
})
export type PodView = z.infer<typeof podView>

/** GET /api/cloud/services/{name} */
export const cloudServiceAnswer = z.object({
  at: z.number(),
  revision: z.number(),
  ...told,
  service: cloudService,
  sites: z.array(
    z.object({
      site,
      state: clusterView.shape.state,
      /** Racks with pods; without a watched cluster none, and `eligible` says where the scheduler may put them. */
      racks: z.array(z.object({ rack: z.string(), pods: z.array(podView) })),
      /** Pods on no known rack. */
      unplaced: z.array(podView),
      /** How many racks may take its copies, and the places that hold them all: halls. */
      eligible: z.object({ racks: z.number(), halls: z.array(z.string()) }),
      /** What its racks rest on, by path, with how many of its racks do; of eligible racks where nothing is watched. */
      restsOn: z.object({
        of: z.enum(['live pods', 'eligible racks']),
        feeds: z.array(z.object({ path: z.string(), racks: z.number() })),
        ups: z.array(z.object({ path: z.string(), racks: z.number() })),
        /** A power block is the UPS that a rack rests on together. */
        blocks: z.array(z.object({ ups: z.array(z.string()), racks: z.number() })),
      }),
    }),
  ),
})
export type CloudServiceDetailView = z.infer<typeof cloudServiceAnswer>

/** GET /api/cloud/racks: racks with pods only. */
export const cloudRacksAnswer = z.object({
  revision: z.number(),
  ...told,
  racks: z.array(z.object({ rack: z.string(), pods: z.number(), running: z.number(), services: z.array(z.string()) })),
  /** Of a day to come: racks on which the scheduler may put copies of these services. Which of them, nobody knows; of other days it is empty. */
  eligible: z.array(z.object({ site, services: z.array(z.string()), racks: z.array(z.string()) })),
})
export type CloudRacksView = z.infer<typeof cloudRacksAnswer>

/** GET /api/cloud/racks/{path} */
export const cloudRackAnswer = z.object({
  at: z.number(),
  revision: z.number(),
  ...told,
  rack: z.string(),
  state: clusterView.shape.state,
  /** Nodes of the cluster that stand in it; `cordoned` takes no new pods. */
  nodes: z.array(z.object({ name: z.string(), ready: z.boolean(), cordoned: z.boolean() })),
  /** With pods on it; of a day to come those of which the scheduler may put copies on it, without pods. */
  services: z.array(
    z.object({
      name: z.string(),
      title: z.object({ sr: z.string(), en: z.string() }),
      workloads: z.array(
        z.object({
          name: z.string(),
          constructPath: z.string().nullable(),
          source: line,
          /** Copies of it at the site, of which those here are a part. */
          copies: z.number(),
          pods: z.array(podView),
        }),
      ),
    }),
  ),
  /** Pods of no service of the catalogue. */
  others: z.array(podView),
})
export type CloudRackView = z.infer<typeof cloudRackAnswer>

const headroom = z.object({
  cpus: z.number(),
  memoryGiB: z.number(),
  gpus: z.number(),
})
const moment = z.object({
  fits: z.boolean(),
  /** Losses that fit, of how many. */
  losses: z.object({ fit: z.number(), of: z.number() }),
  /** What all work at the plan's site draws, W by nameplate share, and what that is a year, kWh of IT alone. */
  watts: z.number(),
  kilowattHoursAYear: z.number(),
  /** At each site, nothing lost: what hosts have beyond what all work there asks. */
  headroom: z.array(z.object({ site, left: headroom })),
  /** The same at each site when the other one is lost. */
  headroomAfterSiteLoss: z.array(z.object({ site, lost: z.string(), left: headroom })),
})

/**
 * What a plan adds or takes away. Which rack gets a new pod is the scheduler's to say: `where` tells the racks that may take it and how few at most may be on one,
 * by the spread rules; what goes away is told with the racks that its pods are on, where they are watched.
 */
export const ghost = z.object({
  /** `egovernment-portal/web` */
  workload: z.string(),
  service: z.string(),
  title: z.object({ sr: z.string(), en: z.string() }).nullable(),
  change: z.enum(['add', 'grow', 'shrink', 'remove', 'resize', 'same']),
  before: z.number(),
  after: z.number(),
  cpus: z.number(),
  memoryGiB: z.number(),
  gpus: z.number(),
  /** Address in the plan. */
  address: z.string().nullable(),
  constructPath: z.string().nullable(),
  source: line,
  where: z.object({
    /** `live pods`: the racks that copies stand on now. `spread rules`: estimated: any of these racks, not a certain one. */
    how: z.enum(['live pods', 'spread rules']),
    /** Eligible racks by row: the place, how many of its racks may take a copy, and the most copies that spread rules allow there. */
    rows: z.array(z.object({ place: z.string(), racks: z.number(), most: z.number() })),
    halls: z.array(z.object({ place: z.string(), racks: z.number(), most: z.number() })),
    /** Most copies on one rack that the spread rules allow. */
    mostOnRack: z.number(),
    /** Of `live pods`: racks with the copies that stand there. */
    racks: z.array(z.object({ rack: z.string(), copies: z.number() })),
  }),
})
export type GhostView = z.infer<typeof ghost>

/** GET /api/cloud/plan: `none`, `judging` (it takes seconds: ask again at the next revision), `unusable` (no plan, or it says no site), or `judged`. */
export const cloudPlanAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('judging'), name: z.string(), at: z.number() }),
  z.object({ state: z.literal('unusable'), name: z.string(), at: z.number(), why: z.string() }),
  z.object({
    state: z.literal('judged'),
    name: z.string(),
    at: z.number(),
    from: z.enum(['file', 'posted']),
    site,
    /** Fits, and hides nothing that cannot be counted. */
    accepted: z.boolean(),
    /** What the plan places and nobody can count, in words (English). */
    uncounted: z.array(z.string()),
    /** Why the gate refuses, loss by loss, in words (English); the first 20. */
    refusals: z.array(z.object({ kind: z.string(), path: z.string(), message: z.string() })),
    before: moment,
    after: moment,
    ghosts: z.array(ghost),
  }),
])
export type CloudPlanView = z.infer<typeof cloudPlanAnswer>

/** POST /api/cloud/plan: at most 8 MiB. */
export const cloudPlanRequest = z.strictObject({
  name: z.string().trim().min(1).max(120),
  /** Where the plan places its work, where the context of its provider is no name of a site; a plan of another site is refused. */
  site: z.string().max(64).optional(),
  plan: z.record(z.string(), z.unknown()).describe('what `terraform show -json` writes'),
})
