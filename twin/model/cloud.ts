/** What the server is told of the cloud on its racks. Who reads catalogues, clusters and plans hands it over; see `CloudSource`. */

export type CloudRecovery = {
  readonly class: 'active-active' | 'active-passive' | 'single-site'
  readonly role: 'active' | 'standby'
  /** Seconds, of active-passive. */
  readonly rpo: number | null
  readonly rto: number | null
  /** Of single-site. */
  readonly reason: string | null
}

/** Copies of a workload at a site, as the catalogue has them. */
export interface DeclaredWorkload {
  readonly site: string
  readonly name: string
  readonly kind: 'stateless' | 'stateful' | 'gpu' | 'nightly'
  readonly copies: number
  /** That carry the load. */
  readonly needed: number
  readonly tier: '1' | '2' | '3'
  readonly recovery: CloudRecovery
  /** Of one copy. */
  readonly cpus: number
  readonly memoryGiB: number
  readonly gpus: number
  readonly assumed: boolean
  readonly constructPath: string
  readonly source: string | null
  readonly spread: PlacedSpread
}

/** Which racks may take copies, and over what these are spread as a condition. */
export interface PlacedSpread {
  readonly pool: 'servers' | 'gpus'
  readonly overRacks: boolean
  readonly overPower: boolean
}

export interface DeclaredService {
  readonly name: string
  readonly title: { readonly sr: string; readonly en: string }
  readonly workloadClass: string
  readonly tier: '1' | '2' | '3'
  readonly dataClass: 'public' | 'internal' | 'personal' | 'register'
  readonly assumed: { readonly tier: boolean; readonly dataClass: boolean; readonly recovery: boolean }
  readonly source: string | null
  /** Besides that of its own name. */
  readonly namespaces: readonly string[]
  /** At every site where it runs or stands by. */
  readonly sites: readonly {
    readonly site: string
    readonly recovery: CloudRecovery
    /** W of the share of the hosts that it takes, by nameplate; null where hosts do not say theirs. */
    readonly watts: number | null
  }[]
  readonly workloads: readonly DeclaredWorkload[]
}

/** A rack with nodes of its site's cluster: itself, or machines in it. */
export interface CloudRack {
  readonly rack: string
  readonly site: string
  /** Names of its nodes, where these are made from the estate. */
  readonly nodes: readonly string[]
  /** Whether its nodes take work without GPUs, with them, or either has its own. */
  readonly pools: readonly PlacedSpread['pool'][]
  readonly row: string | null
  readonly hall: string | null
  /** UPS that it rests on together; empty where nobody knows. */
  readonly block: readonly string[]
  readonly feeds: readonly string[]
  readonly ups: readonly string[]
}

/** What fails together in the power chain, and the racks with hosts that stop then. */
export interface CloudPowerFailure {
  readonly site: string
  readonly of: readonly string[]
  readonly racks: readonly string[]
}

export interface DeclaredCloud {
  readonly services: readonly DeclaredService[]
  readonly racks: readonly CloudRack[]
  readonly powerFailures: readonly CloudPowerFailure[]
  /** Why nothing is declared; null otherwise. */
  readonly why: string | null
}

/** A pod, as little of it as is needed. */
export interface CloudPod {
  readonly name: string
  readonly namespace: string
  /** By its labels; undefined where it has none. */
  readonly service: string | undefined
  readonly workload: string | undefined
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown'
  readonly ready: boolean
  readonly leaving: boolean
  readonly node: string | undefined
  readonly why: string | undefined
}

export interface CloudNode {
  readonly name: string
  /** The rack that it says it is, as a path of the estate. */
  readonly rack: string | undefined
  readonly ready: boolean
  readonly cordoned: boolean
}

/** A site's cluster that is watched. */
export interface CloudCluster {
  readonly site: string
  readonly context: string
  readonly practice: boolean
  readonly state: 'connecting' | 'watched' | 'away'
  /** Epoch ms. */
  readonly since: number
  readonly why: string | undefined
  readonly truncated: boolean
  readonly nodes: readonly CloudNode[]
  readonly pods: readonly CloudPod[]
}

/** A pending plan as it was handed in. */
export interface PendingPlan {
  readonly name: string
  /** What `terraform show -json` writes. */
  readonly text: string
  /** Where it places its work, where the context of its provider is no name of a site. */
  readonly site: string | undefined
}

export interface PlanMoment {
  readonly fits: boolean
  readonly losses: { readonly fit: number; readonly of: number }
  readonly watts: number
  readonly kilowattHoursAYear: number
  readonly headroom: readonly { readonly site: string; readonly left: CloudHeadroom }[]
  readonly headroomAfterSiteLoss: readonly {
    readonly site: string
    readonly lost: string
    readonly left: CloudHeadroom
  }[]
}

export interface CloudHeadroom {
  readonly cpus: number
  readonly memoryGiB: number
  readonly gpus: number
}

/** What a plan does to a workload. */
export interface PlanChange {
  readonly service: string
  readonly name: string
  readonly change: 'add' | 'grow' | 'shrink' | 'remove' | 'resize' | 'same'
  readonly before: number
  readonly after: number
  /** Of all copies after it; of what is removed, of those before. */
  readonly cpus: number
  readonly memoryGiB: number
  readonly gpus: number
  readonly address: string | null
  readonly spread: PlacedSpread
}

export interface JudgedPlan {
  readonly site: string
  readonly accepted: boolean
  readonly uncounted: readonly string[]
  readonly refusals: readonly { readonly kind: string; readonly path: string; readonly message: string }[]
  readonly before: PlanMoment
  readonly after: PlanMoment
  readonly changes: readonly PlanChange[]
}

/** Where the server hears of the cloud; handed in by the main file. */
export interface CloudSource {
  /** Made when it is asked for first, and the same then. */
  declared(): Promise<DeclaredCloud>
  /** @returns what is wrong with the text of a plan, in words, or what the gate says of it */
  judge(plan: PendingPlan): Promise<JudgedPlan | { readonly wrong: string }>
  /** Clusters that are watched, as they are now. */
  clusters(): readonly CloudCluster[]
  /** Told after changes of clusters, several at once. @returns no longer told */
  onChange(listener: () => void): () => void
  /** The plan that the server was started with. */
  readonly plan: PendingPlan | undefined
}
