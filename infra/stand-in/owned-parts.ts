import type { ApiKind, ApiKinds } from './api-schema.ts'
import type { ClusterClient } from './cluster-client.ts'
import type { LiveObject } from './live-object.ts'
import type { BlockSchema } from './provider-schema.ts'
import type { Change, Changed, ResourceType } from './resource-type.ts'
import { itemsOf, type TerraformObject } from './terraform-value.ts'

/** The provider's, where a resource names none. */
const DEFAULT_MANAGER = 'Terraform'

/** A part of an object that somebody else made, by server-side apply under the resource's own field manager. */
abstract class OwnedPart implements ResourceType {
  readonly schema: BlockSchema
  protected readonly client: ClusterClient

  constructor(client: ClusterClient, schema: BlockSchema) {
    this.client = client
    this.schema = schema
  }

  protected abstract kindOf(state: TerraformObject): Promise<ApiKind>
  /** What is applied; of nothing where the part is to go. */
  protected abstract part(state: TerraformObject, isGoing: boolean): Record<string, unknown>
  protected abstract readPart(live: LiveObject, state: TerraformObject): TerraformObject | null

  async read(state: TerraformObject): Promise<TerraformObject | null> {
    const live = await this.client.find<LiveObject>(await this.#pathOf(state))
    return live ? this.readPart(live, state) : null
  }

  async change({ after }: Change): Promise<Changed> {
    const path = await this.#pathOf(after)
    const { kind, apiVersion } = await this.kindOf(after)
    // An apply would make the object.
    await this.client.ask(path)
    await this.#apply(after, false)
    return { state: { ...after, id: `apiVersion=${apiVersion},kind=${kind},name=${nameOf(after)}` } }
  }

  async remove(state: TerraformObject): Promise<void> {
    if (await this.client.find(await this.#pathOf(state))) await this.#apply(state, true)
  }

  ofId(): TerraformObject {
    throw new Error('parts of objects are not imported: an apply makes them its own')
  }

  async #apply(state: TerraformObject, isGoing: boolean): Promise<void> {
    const { apiVersion, kind } = await this.kindOf(state)
    const { metadata, ...rest } = this.part(state, isGoing)
    const namespace = namespaceOf(state)
    await this.client.ask(await this.#pathOf(state), {
      method: 'PATCH',
      type: 'application/apply-patch+yaml',
      query: { fieldManager: managerOf(state), fieldValidation: 'Strict', force: String(state.force === true) },
      body: {
        apiVersion,
        kind,
        metadata: { name: nameOf(state), ...(namespace !== undefined && { namespace }), ...(metadata as object) },
        ...rest,
      },
    })
  }

  async #pathOf(state: TerraformObject): Promise<string> {
    return (await this.kindOf(state)).path(namespaceOf(state), nameOf(state))
  }
}

/** `kubernetes_labels`: of all labels those that its manager wrote, or that are declared. */
export class OwnedLabels extends OwnedPart {
  readonly #kinds: ApiKinds

  constructor(client: ClusterClient, kinds: ApiKinds, schema: BlockSchema) {
    super(client, schema)
    this.#kinds = kinds
  }

  protected kindOf(state: TerraformObject): Promise<ApiKind> {
    return this.#kinds.named(String(state.api_version), String(state.kind))
  }

  protected part(state: TerraformObject, isGoing: boolean) {
    return { metadata: { labels: isGoing ? {} : state.labels } }
  }

  protected readPart({ metadata }: LiveObject, state: TerraformObject): TerraformObject {
    const own = metadata.managedFields?.find(
      ({ manager, operation }) => manager === managerOf(state) && operation === 'Apply',
    )
    const owned = own?.fieldsV1?.['f:metadata']?.['f:labels'] ?? {}
    const declared = (state.labels ?? {}) as object
    const labels = Object.entries(metadata.labels ?? {}).filter(([key]) => key in declared || `f:${key}` in owned)
    return { ...state, labels: Object.fromEntries(labels) }
  }
}

/** `kubernetes_node_taint`: all taints of a node, as the provider has it; without any it is gone. */
export class OwnedTaints extends OwnedPart {
  readonly #kinds: ApiKinds

  constructor(client: ClusterClient, kinds: ApiKinds, schema: BlockSchema) {
    super(client, schema)
    this.#kinds = kinds
  }

  protected kindOf(): Promise<ApiKind> {
    return this.#kinds.named('v1', 'Node')
  }

  protected part(state: TerraformObject, isGoing: boolean) {
    return isGoing ? {} : { spec: { taints: itemsOf(state.taint) } }
  }

  protected readPart({ spec }: LiveObject, state: TerraformObject): TerraformObject | null {
    const taints = (spec?.taints ?? []) as readonly { key: string; value?: string; effect: string }[]
    if (taints.length === 0) return null
    return { ...state, taint: taints.map(({ key, value = '', effect }) => ({ key, value, effect })) }
  }
}

function nameOf(state: TerraformObject): string {
  return String(itemsOf(state.metadata)[0]?.name)
}

function namespaceOf(state: TerraformObject): string | undefined {
  const namespace = itemsOf(state.metadata)[0]?.namespace
  return typeof namespace === 'string' ? namespace : undefined
}

function managerOf({ field_manager }: TerraformObject): string {
  return typeof field_manager === 'string' ? field_manager : DEFAULT_MANAGER
}
