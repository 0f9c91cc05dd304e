import { AnyObject } from './any-object.ts'
import { ApiKinds } from './api-schema.ts'
import { ClusterClient } from './cluster-client.ts'
import { OwnedLabels, OwnedTaints } from './owned-parts.ts'
import type { BlockSchema } from './provider-schema.ts'
import type { ResourceType } from './resource-type.ts'

/** The types of resources before one cluster. */
export class ResourceTypes {
  readonly #client: ClusterClient
  readonly #kinds: ApiKinds
  readonly #schemas: ReadonlyMap<string, BlockSchema>
  readonly #signal: AbortSignal

  /**
   * @param signal stops their waits
   * @throws Error where the kubeconfig leads to no cluster
   */
  constructor(
    kubeconfig: string,
    context: string | undefined,
    schemas: ReadonlyMap<string, BlockSchema>,
    signal: AbortSignal,
  ) {
    this.#client = new ClusterClient(kubeconfig, context)
    this.#kinds = new ApiKinds(this.#client)
    this.#schemas = schemas
    this.#signal = signal
  }

  /** @throws Error where the cluster has no kind for it, or does not answer */
  async of(type: string): Promise<ResourceType> {
    const schema = this.#schemas.get(type)
    if (!schema) throw new Error(`the stand-in does not know ${type}`)
    if (type === 'kubernetes_labels') return new OwnedLabels(this.#client, this.#kinds, schema)
    if (type === 'kubernetes_node_taint') return new OwnedTaints(this.#client, this.#kinds, schema)
    return new AnyObject(this.#client, await this.#kinds.ofResource(type), schema, this.#signal)
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#client[Symbol.asyncDispose]()
  }
}
