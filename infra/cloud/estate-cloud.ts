import type { EstateState } from '../../twin/analysis/build-out/estate-state.ts'
import type { CloudCluster, CloudSource, DeclaredCloud, JudgedPlan, PendingPlan } from '../../twin/model/cloud.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { isWithin } from '../../twin/model/path.ts'
import type { ClusterAccess } from '../watch/cluster-contexts.ts'
import type { ClusterWatch } from '../watch/cluster-watch.ts'
import type { CloudClient } from './cloud-client.ts'

/** The cloud of an estate: its catalogue, the clusters that can be reached, a pending plan. */
export class EstateCloud implements CloudSource {
  readonly #listeners = new Set<() => void>()
  readonly #watches: readonly ClusterWatch[]

  private constructor(
    private readonly client: CloudClient,
    readonly plan: PendingPlan | undefined,
    watch: (tell: () => void) => readonly ClusterWatch[],
  ) {
    this.#watches = watch(() => {
      for (const listener of this.#listeners) listener()
    })
  }

  /**
   * Begins to watch; whether clusters answer is told later. The client library is loaded only where there is something to watch.
   * @throws Error where the kubeconfig or a context of it is wrong
   */
  static async open(
    estate: Estate,
    client: CloudClient,
    { access, plan }: { readonly access: ClusterAccess | undefined; readonly plan: PendingPlan | undefined },
  ): Promise<EstateCloud> {
    if (!access) return new EstateCloud(client, plan, () => [])
    const [{ contextsOf }, { ClusterWatch }] = await Promise.all([
      import('../watch/cluster-contexts.ts'),
      import('../watch/cluster-watch.ts'),
    ])
    const racks = estate.ofKind('rack').map(({ path }) => path)
    const sites = estate.ofKind('site').map(({ path }) => path)
    const contexts = await contextsOf(access, sites)
    return new EstateCloud(client, plan, (onChange) =>
      [...contexts].map(
        ([site, context]) =>
          new ClusterWatch({
            kubeconfig: access.kubeconfig,
            practice: access.practice,
            site,
            context,
            racks: racks.filter((rack) => isWithin(rack, site)),
            onChange,
          }),
      ),
    )
  }

  declared(): Promise<DeclaredCloud> {
    return this.client.declared()
  }

  declaredOn(state: EstateState): Promise<DeclaredCloud> {
    return this.client.declaredOn(state)
  }

  judge(plan: PendingPlan): Promise<JudgedPlan | { readonly wrong: string }> {
    return this.client.judge(plan)
  }

  clusters(): readonly CloudCluster[] {
    return this.#watches.map((watch) => watch.view())
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async stop(): Promise<void> {
    await Promise.all([this.client.stop(), ...this.#watches.map((watch) => watch.stop())])
  }
}
