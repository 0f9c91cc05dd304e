import type { CloudCluster, CloudNode, CloudPod } from '../../twin/model/cloud.ts'
import { nameOfPath } from '../labels/label-value.ts'
import { type NodeObject, type PodObject, seenNode, seenPod } from './seen-pod.ts'
import { watchList } from './watched-list.ts'

export interface ClusterWatchOptions {
  readonly kubeconfig: string
  readonly site: string
  readonly context: string
  readonly practice: boolean
  /** Paths of the racks of the site. */
  readonly racks: readonly string[]
  /** Pods that are kept at most. @default 50,000 */
  readonly mostPods?: number
  readonly onChange: () => void
}

const MOST_PODS = 50_000
const MOST_NODES = 10_000

/** One cluster as its API server says it is; the last known while that is away. */
export class ClusterWatch {
  readonly #control = new AbortController()
  readonly #pods = new Map<string, CloudPod>()
  readonly #nodes = new Map<string, CloudNode>()
  readonly #away = new Map<'pods' | 'nodes', string>()
  readonly #heard = new Set<'pods' | 'nodes'>()
  readonly #ends: Promise<unknown>
  #since = Date.now()
  #state: CloudCluster['state'] = 'connecting'
  #truncated = false
  #view: CloudCluster | undefined

  constructor(private readonly options: ClusterWatchOptions) {
    const { context, kubeconfig, mostPods = MOST_PODS, racks } = options
    const rackOf = new Map(
      racks.flatMap((rack): [string, string][] => [rack, nameOfPath(rack)].map((by) => [by, rack])),
    )
    const common = { kubeconfig, context, signal: this.#control.signal }
    this.#ends = Promise.all([
      watchList({
        ...common,
        path: '/api/v1/pods',
        most: mostPods,
        keep: (object) => seenPod(object as PodObject),
        onList: (pods, isAll) => {
          this.#pods.clear()
          this.#truncated = !isAll
          for (const pod of pods) this.#pods.set(keyOf(pod), pod)
          this.#answers('pods')
        },
        onChange: (object, isGone) => {
          const pod = seenPod(object as PodObject)
          if (isGone) this.#pods.delete(keyOf(pod))
          else if (this.#pods.size < mostPods || this.#pods.has(keyOf(pod))) this.#pods.set(keyOf(pod), pod)
          else this.#truncated = true
          this.#answers('pods')
        },
        onAway: (why) => this.#isAway('pods', why),
      }),
      watchList({
        ...common,
        path: '/api/v1/nodes',
        most: MOST_NODES,
        keep: (object) => seenNode(object as NodeObject, (said) => rackOf.get(said)),
        onList: (nodes) => {
          this.#nodes.clear()
          for (const node of nodes) this.#nodes.set(node.name, node)
          this.#answers('nodes')
        },
        onChange: (object, isGone) => {
          // Kubelets tell their state every few seconds: most of it changes nothing that is kept.
          const moved = isGone
            ? this.#nodes.delete(object.metadata?.name ?? '')
            : this.#noteNode(object as NodeObject, rackOf)
          if (moved || this.#state !== 'watched') this.#answers('nodes')
        },
        onAway: (why) => this.#isAway('nodes', why),
      }),
    ])
  }

  /** As it is now; the same object until something changes. */
  view(): CloudCluster {
    const { context, practice, site } = this.options
    // One without the other says nothing: nodes without pods look like a site where nothing runs.
    const isWhole = this.#heard.size === 2
    this.#view ??= {
      site,
      context,
      practice,
      state: this.#state,
      since: this.#since,
      why: [...this.#away.values()][0],
      truncated: this.#truncated,
      nodes: isWhole ? [...this.#nodes.values()] : [],
      pods: isWhole ? [...this.#pods.values()] : [],
    }
    return this.#view
  }

  async stop(): Promise<void> {
    this.#control.abort()
    await this.#ends
  }

  #noteNode(object: NodeObject, rackOf: ReadonlyMap<string, string>): boolean {
    const node = seenNode(object, (said) => rackOf.get(said))
    const before = this.#nodes.get(node.name)
    this.#nodes.set(node.name, node)
    return before?.cordoned !== node.cordoned || before.rack !== node.rack || before.ready !== node.ready
  }

  #answers(what: 'pods' | 'nodes'): void {
    this.#heard.add(what)
    this.#away.delete(what)
    this.#become(this.#away.size > 0 ? 'away' : this.#heard.size === 2 ? 'watched' : 'connecting')
  }

  #isAway(what: 'pods' | 'nodes', why: string): void {
    this.#away.set(what, why)
    this.#become('away')
  }

  #become(state: CloudCluster['state']): void {
    if (state !== this.#state) this.#since = Date.now()
    this.#state = state
    this.#view = undefined
    this.options.onChange()
  }
}

function keyOf({ name, namespace }: CloudPod): string {
  return `${namespace}/${name}`
}
