import type { CloudCluster, JudgedPlan, PendingPlan } from '../../model/cloud.ts'
import type { ThingPath } from '../../model/path.ts'
import type { EpochMs } from '../../model/units.ts'
import type {
  CloudPlanView,
  CloudRacksView,
  CloudRackView,
  CloudServiceDetailView,
  CloudView,
} from '../../protocol/cloud.ts'
import { clusterViews } from './cluster-views.ts'
import { DatedCloud, type DatedCloudSource } from './dated-cloud.ts'
import { type KnownCloud, knownCloud } from './known-cloud.ts'
import { PlacedPods } from './placed-pods.ts'
import { judgedView } from './plan-views.ts'
import { rackServices, racksWithPods, serviceSites } from './rests-views.ts'
import { isKnown, UNHEARD_AFTER_MS } from './service-views.ts'

/** Pages are told of changes this often at most: a rollout changes a hundred pods in a second. */
const TELL_EVERY_MS = 1_000

/** Of no other day. */
const NOW = { day: null, basis: 'now' } as const

/** The pending plan, and what came of it. */
interface Plan {
  readonly given: PendingPlan
  readonly from: 'file' | 'posted'
  readonly at: number
  readonly answer: JudgedPlan | { readonly wrong: string } | undefined
}

/** What runs on the racks, for pages: views of one revision are made once. */
export class CloudPlane {
  #revision = 1
  #known: Promise<KnownCloud> | undefined
  #pods: { readonly revision: number; readonly pods: PlacedPods } | undefined
  #view: { readonly revision: number; readonly view: CloudView } | undefined
  #plan: Plan | undefined
  #isJudging = false
  #isClosed = false
  #timer: NodeJS.Timeout | undefined
  #unheard: NodeJS.Timeout | undefined
  readonly #end: () => void
  /** The same of other days. */
  readonly days: DatedCloud

  /** @param tell the new revision, once a second at most */
  constructor(
    private readonly source: DatedCloudSource,
    private readonly clock: () => EpochMs,
    private readonly tell: (revision: number) => void,
  ) {
    this.days = new DatedCloud(source, clock)
    this.#end = source.onChange(() => this.#changed())
    if (!source.plan) return
    this.#plan = { given: source.plan, from: 'file', at: clock(), answer: undefined }
    // What fails now is tried again, and told, when somebody asks.
    this.#ready().catch(() => undefined)
  }

  get revision(): number {
    return this.#revision
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#timer)
    clearTimeout(this.#unheard)
    this.#end()
  }

  async all(): Promise<CloudView> {
    const known = await this.#ready()
    if (this.#view?.revision === this.#revision) return this.#view.view
    const clusters = this.source.clusters()
    const at = this.clock()
    this.#tellUnheard(clusters, at)
    const view: CloudView = {
      at,
      revision: this.#revision,
      ...NOW,
      clusters: clusterViews(known.declared, clusters, this.#podsOf(known)),
      services: [...known.views.all(clusters, this.#podsOf(known), at)],
      why: known.declared.why,
      plan: this.#planBrief(),
    }
    this.#view = { revision: this.#revision, view }
    return view
  }

  /** Undefined where the catalogue has none of this name. */
  async service(name: string): Promise<CloudServiceDetailView | undefined> {
    const known = await this.#ready()
    const { at, basis, day, revision, services } = await this.all()
    const service = services.find((one) => one.name === name)
    if (!service) return undefined
    const sites = serviceSites(service, known.declared, known.racks, this.source.clusters(), this.#podsOf(known))
    return { at, revision, day, basis, service, sites: [...sites] }
  }

  async racks(): Promise<CloudRacksView> {
    const racks = racksWithPods(this.#podsOf(await this.#ready()))
    return { revision: this.#revision, ...NOW, racks, eligible: [] }
  }

  async rack(path: ThingPath): Promise<CloudRackView> {
    const known = await this.#ready()
    const cluster = this.source.clusters().find(({ site }) => site === path.split('/', 1)[0])
    const own = known.racks.at(path)?.nodes ?? []
    return {
      at: this.clock(),
      revision: this.#revision,
      ...NOW,
      rack: path,
      state: cluster?.state ?? 'none',
      nodes: (cluster?.nodes ?? [])
        .filter(({ name, rack }) => (rack ?? (own.includes(name) ? path : undefined)) === path)
        .map(({ cordoned, name, ready }) => ({ name, ready, cordoned })),
      ...rackServices(path, known.declared, this.#podsOf(known)),
    }
  }

  async plan(): Promise<CloudPlanView> {
    const known = await this.#ready()
    const plan = this.#plan
    if (!plan) return { state: 'none' }
    const { answer, at, from, given } = plan
    const { name } = given
    if (!answer) return { state: 'judging', name, at }
    if ('wrong' in answer) return { state: 'unusable', name, at, why: answer.wrong }
    return judgedView(answer, { name, at, from }, known.declared, known.racks, this.#podsOf(known))
  }

  /** The pending plan with what the gate says of it; undefined where there is none, or none that can be judged. */
  async pending(): Promise<{ readonly name: string; readonly plan: JudgedPlan } | undefined> {
    // Reading the catalogue takes seconds, and without a plan nobody needs it.
    if (!this.#plan) return undefined
    await this.#ready()
    const { answer, given } = this.#plan ?? {}
    return given && answer && !('wrong' in answer) ? { name: given.name, plan: answer } : undefined
  }

  /** Takes the place of the plan before. */
  propose(given: PendingPlan): void {
    this.#judge({ given, from: 'posted', at: this.clock(), answer: undefined })
    this.#changed()
  }

  withdraw(): void {
    if (!this.#plan) return
    this.#plan = undefined
    this.#changed()
  }

  /** Reads what is declared, and then has the plan of the start judged: at once where there is one, else when somebody asks. */
  #ready(): Promise<KnownCloud> {
    this.#known ??= this.source.declared().then(
      (declared) => {
        if (this.#plan?.from === 'file' && !this.#plan.answer) this.#judge(this.#plan)
        return knownCloud(declared)
      },
      (error: unknown) => {
        this.#known = undefined
        throw error
      },
    )
    return this.#known
  }

  /** One at a time: of plans that come meanwhile the newest alone is judged then. */
  #judge(plan: Plan): void {
    this.#plan = plan
    if (this.#isJudging) return
    this.#isJudging = true
    const answered = (answer: NonNullable<Plan['answer']>) => {
      this.#isJudging = false
      if (this.#plan === plan) {
        // Its text has done its work, and may be megabytes.
        this.#plan = { ...plan, given: { ...plan.given, text: '' }, answer }
        this.#changed()
      } else if (this.#plan && !this.#plan.answer) this.#judge(this.#plan)
    }
    this.source
      .judge(plan.given)
      .then(answered, (error: unknown) =>
        answered({ wrong: `it could not be judged: ${error instanceof Error ? error.message : String(error)}` }),
      )
  }

  #planBrief(): CloudView['plan'] {
    const { answer, at, from, given } = this.#plan ?? {}
    if (!answer || 'wrong' in answer || !given || from === undefined || at === undefined) return null
    const changes = answer.changes.filter(({ change }) => change !== 'same')
    return { site: answer.site, from, at, name: given.name, workloads: changes.length }
  }

  #podsOf({ declared }: KnownCloud): PlacedPods {
    const known = this.#pods?.revision === this.#revision ? this.#pods.pods : undefined
    const pods = known ?? new PlacedPods(declared, this.source.clusters().filter(isKnown))
    this.#pods = { revision: this.#revision, pods }
    return pods
  }

  /** A cluster that stays away changes what other sites survive, though nothing else happens. */
  #tellUnheard(clusters: readonly CloudCluster[], now: EpochMs): void {
    clearTimeout(this.#unheard)
    const left = clusters
      .filter(({ state }) => state === 'away')
      .map(({ since }) => since + UNHEARD_AFTER_MS - now)
      .filter((time) => time > 0)
    if (left.length > 0) this.#unheard = setTimeout(() => this.#changed(), Math.min(...left))
  }

  /** The first change waits a moment for others, so views of one revision hold them all. */
  #changed(): void {
    if (this.#isClosed) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#revision++
      this.tell(this.#revision)
    }, TELL_EVERY_MS)
  }
}
