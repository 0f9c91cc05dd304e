import type { EstateState } from '../../analysis/build-out/estate-state.ts'
import type { CloudSource, DeclaredCloud } from '../../model/cloud.ts'
import type { EpochMs } from '../../model/units.ts'
import type { CloudRacksView, CloudRackView, CloudServiceDetailView, CloudView } from '../../protocol/cloud.ts'
import { clusterViews } from './cluster-views.ts'
import { eligibleRacks, eligibleServices } from './eligible-views.ts'
import { type KnownCloud, knownCloud } from './known-cloud.ts'
import { PlacedPods } from './placed-pods.ts'
import { serviceSites } from './rests-views.ts'

/** Who tells what is declared for the racks of any day. */
export interface DatedCloudSource extends CloudSource {
  /** @throws where the files of what is planned are wrong */
  declaredOn(state: EstateState): Promise<DeclaredCloud>
}

/** Another day than today. */
export interface OtherDay {
  readonly day: string
  readonly isPast: boolean
  /** What its estate has otherwise than that of today; undefined where it is that of today. */
  readonly state: EstateState | undefined
}

/** What is declared for some thousand racks, and how it survives, takes seconds: so many states are kept. */
const MOST_KEPT = 2
const SAME_ESTATE = ''

interface KeptState extends KnownCloud {
  readonly pods: PlacedPods
  readonly told: Pick<CloudView, 'clusters' | 'services' | 'why'>
}

/** The services of the catalogue on the racks of another day: what is declared for them, for nobody knows where pods will be, nor kept where they were. */
export class DatedCloud {
  readonly #kept = new Map<string, Promise<KeptState>>()

  constructor(
    private readonly source: DatedCloudSource,
    private readonly clock: () => EpochMs,
  ) {}

  async all(other: OtherDay): Promise<CloudView> {
    const told = other.isPast ? { clusters: [], services: [], why: null } : (await this.#of(other)).told
    return { ...this.#head(other), ...told, plan: null }
  }

  /** Undefined where the catalogue has none of this name, or the day is past. */
  async service(name: string, other: OtherDay): Promise<CloudServiceDetailView | undefined> {
    if (other.isPast) return undefined
    const { declared, pods, racks, told } = await this.#of(other)
    const service = told.services.find((one) => one.name === name)
    return service && { ...this.#head(other), service, sites: [...serviceSites(service, declared, racks, [], pods)] }
  }

  async racks(other: OtherDay): Promise<CloudRacksView> {
    const { at: _, ...head } = this.#head(other)
    const eligible = other.isPast ? [] : eligibleRacks(await this.#of(other))
    return { ...head, racks: [], eligible: [...eligible] }
  }

  async rack(path: string, other: OtherDay): Promise<CloudRackView> {
    const services = other.isPast ? [] : eligibleServices(path, await this.#of(other))
    return { ...this.#head(other), rack: path, state: 'none', nodes: [], services: [...services], others: [] }
  }

  #head({ day, isPast }: OtherDay): Pick<CloudView, 'at' | 'revision' | 'day' | 'basis'> {
    return { at: this.clock(), revision: 0, day, basis: isPast ? 'not recorded' : 'planned' }
  }

  #of({ state }: OtherDay): Promise<KeptState> {
    const key = state?.key ?? SAME_ESTATE
    const known = this.#kept.get(key) ?? this.#read(state)
    this.#kept.delete(key)
    this.#kept.set(key, known)
    // A file that was mended is read again.
    known.catch(() => {
      if (this.#kept.get(key) === known) this.#kept.delete(key)
    })
    for (const oldest of [...this.#kept.keys()].slice(0, -MOST_KEPT)) this.#kept.delete(oldest)
    return known
  }

  async #read(state: EstateState | undefined): Promise<KeptState> {
    const declared = await (state ? this.source.declaredOn(state) : this.source.declared())
    const known = knownCloud(declared)
    const pods = new PlacedPods(declared, [])
    const services = [...known.views.all([], pods, this.clock())]
    return { ...known, pods, told: { clusters: clusterViews(declared, [], pods), services, why: declared.why } }
  }
}
