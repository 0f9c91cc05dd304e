import { ApiKinds } from '../stand-in/api-schema.ts'
import type { ClusterClient } from '../stand-in/cluster-client.ts'
import type { ManagedFields } from '../stand-in/field-owners.ts'
import { type BindingSubject, givesRightsTo } from './binding-subjects.ts'
import type { DeclaredObject, Scaled } from './drift-plan.ts'

/** What is asked of an object: its metadata, and so never what a secret holds. */
export interface LiveMetadata {
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly managedFields?: readonly ManagedFields[]
    readonly ownerReferences?: readonly { readonly kind?: string; readonly controller?: boolean }[]
  }
}

interface ListOf<Item> {
  readonly metadata?: { readonly continue?: string }
  /** Null where there is none. */
  readonly items: readonly Item[] | null
}

const ONE = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1'
const MANY = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1'
const PAGE = '500'

/** Metadata of what is in a cluster. */
export class MetadataReader {
  readonly #client: ClusterClient
  readonly #kinds: ApiKinds

  constructor(client: ClusterClient) {
    this.#client = client
    this.#kinds = new ApiKinds(client)
  }

  /**
   * Who wrote what of an object.
   * @returns nothing where there is no such object
   * @throws ApiAway, ApiRefusal
   */
  async writes({ name, namespace, of, type }: DeclaredObject): Promise<readonly ManagedFields[]> {
    const kind = of ? await this.#kinds.named(of.apiVersion, of.kind) : await this.#kinds.ofResource(type)
    const path = kind.path(namespace, name)
    const found = await this.#client.find<LiveMetadata>(path, { accept: ONE })
    return found?.metadata.managedFields ?? []
  }

  /** All objects at a path, page by page. @throws ApiAway, ApiRefusal */
  list(path: string): Promise<readonly LiveMetadata[]> {
    return this.#pages<LiveMetadata>(path, MANY)
  }

  /** Which workloads the scalers of a cluster scale. @throws ApiAway, ApiRefusal */
  async scaled(): Promise<readonly Scaled[]> {
    const scalers = await this.#pages<{
      readonly metadata: { readonly namespace?: string }
      readonly spec?: { readonly scaleTargetRef?: { readonly kind?: string; readonly name?: string } }
    }>('/apis/autoscaling/v2/horizontalpodautoscalers', 'application/json')
    return scalers.flatMap(({ metadata: { namespace = 'default' }, spec }) => {
      const { kind, name } = spec?.scaleTargetRef ?? {}
      return kind !== undefined && name !== undefined ? [{ kind, name, namespace }] : []
    })
  }

  /** Bindings for the whole cluster that give rights to the service accounts of a namespace, alone or with everybody. @throws ApiAway, ApiRefusal */
  async clusterBindingsTo(namespaces: ReadonlySet<string>): Promise<readonly LiveMetadata[]> {
    const bindings = await this.#pages<LiveMetadata & { readonly subjects?: readonly BindingSubject[] }>(
      '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
      'application/json',
    )
    return bindings.filter(({ subjects = [] }) => givesRightsTo(namespaces, subjects))
  }

  async #pages<Item>(path: string, accept: string): Promise<readonly Item[]> {
    const items: Item[] = []
    let next = ''
    do {
      const page: ListOf<Item> = await this.#client.ask(path, {
        accept,
        query: { limit: PAGE, ...(next !== '' && { continue: next }) },
      })
      items.push(...(page.items ?? []))
      next = page.metadata?.continue ?? ''
    } while (next !== '')
    return items
  }
}
