import { setTimeout as sleep } from 'node:timers/promises'
import type { ApiKind } from './api-schema.ts'
import { ApiRefusal, type ClusterClient } from './cluster-client.ts'
import { readDuration } from './duration.ts'
import { FieldOwners, type FieldSet } from './field-owners.ts'
import { fromApi } from './from-api.ts'
import { conditionsOf, type LiveObject } from './live-object.ts'
import type { BlockSchema } from './provider-schema.ts'
import type { Change, Changed, ResourceType } from './resource-type.ts'
import { rollsOut, untilRolledOut } from './rollout.ts'
import { emptyObject, itemsOf, type TerraformObject } from './terraform-value.ts'
import { toApi } from './to-api.ts'

/** Under this name the stand-in writes. */
const MANAGER = 'oblak-provider-stand-in'
/** The provider's own, where a resource names none. */
const TIMEOUTS_MS = { create: 600_000, update: 600_000, delete: 300_000 } as const
const ASK_AGAIN_MS = 250

/** Any kind of object of a cluster, by server-side apply with strict validation of its fields. */
export class AnyObject implements ResourceType {
  readonly schema: BlockSchema
  readonly #kind: ApiKind
  readonly #client: ClusterClient
  readonly #signal: AbortSignal

  /** @param signal stops its waits */
  constructor(client: ClusterClient, kind: ApiKind, schema: BlockSchema, signal: AbortSignal) {
    this.#client = client
    this.#signal = signal
    this.#kind = kind
    this.schema = schema
  }

  async read(state: TerraformObject, isImported: boolean): Promise<TerraformObject | null> {
    const live = await this.#client.find<LiveObject>(this.#pathOf(state))
    if (!live) return null
    // Of what is adopted everything that anybody wrote is read.
    const others = FieldOwners.others(live.metadata.managedFields, isImported ? '' : MANAGER)
    return fromApi(this.schema, state, this.#kind.type, this.#decoded(live), others)
  }

  async change({ before, after, config }: Change): Promise<Changed> {
    const path = this.#pathOf(after)
    const { kind } = this.#kind
    const there = await this.#client.find<LiveObject>(path)
    const { name, namespace } = identityOf(after)
    if (!before && there) throw new ApiRefusal(409, `${kind} "${name}" already exists`)
    const body = this.#bodyOf(after, config)
    if (before && there && hasMore(this.#bodyOf(before, before), body)) await this.#takeOver(path, there)
    await this.#client.ask(path, {
      method: 'PATCH',
      type: 'application/apply-patch+yaml',
      query: { fieldManager: MANAGER, fieldValidation: 'Strict', force: 'true' },
      body,
    })
    const state = { ...after, id: this.#kind.isNamespaced ? `${namespace ?? 'default'}/${name}` : name }
    if (!rollsOut(this.#kind) || after.wait_for_rollout === false) return { state }
    const within = timeoutOf(after, before ? 'update' : 'create')
    const failure = await untilRolledOut(this.#client, this.#kind, path, within, this.#signal).catch(
      (error: Error) => error,
    )
    return { state, ...(failure && { failure }) }
  }

  async remove(state: TerraformObject): Promise<void> {
    const path = this.#pathOf(state)
    const there = await this.#client.find<LiveObject>(path)
    if (!there) return
    await this.#client.ask(path, { method: 'DELETE', body: { propagationPolicy: 'Background' } }).catch(ignoreMissing)
    const withinMs = timeoutOf(state, 'delete')
    const deadline = Date.now() + withinMs
    for (;;) {
      const left = await this.#client.find<LiveObject>(path)
      if (!left || left.metadata.uid !== there.metadata.uid) return
      if (this.#signal.aborted || Date.now() > deadline) {
        const why = [...conditionsOf(left).map(({ message = '' }) => message), ...(left.metadata.finalizers ?? [])]
        const lasted = this.#signal.aborted ? 'when it was stopped' : `after ${Math.round(withinMs / 1000)} s`
        throw new Error(`it is still there ${lasted}: ${why.join('; ')}`)
      }
      await sleep(ASK_AGAIN_MS, undefined, { signal: this.#signal }).catch(() => undefined)
    }
  }

  ofId(id: string): TerraformObject {
    const { kind, isNamespaced } = this.#kind
    const parts = id.split('/')
    if (parts.length !== (isNamespaced ? 2 : 1) || parts.includes('')) {
      throw new Error(`${kind} is imported by ${isNamespaced ? 'namespace/name' : 'its name'}, not by "${id}"`)
    }
    const metadataBlock = this.schema.block_types.find(({ type_name }) => type_name === 'metadata')
    if (!metadataBlock) throw new Error(`${kind} has no metadata`)
    const metadata = {
      ...emptyObject(metadataBlock.block),
      name: parts.at(-1),
      ...(isNamespaced && { namespace: parts[0] }),
    }
    return { ...emptyObject(this.schema), id, metadata: [metadata] }
  }

  #pathOf(state: TerraformObject): string {
    const { name, namespace } = identityOf(state)
    return this.#kind.path(namespace, name)
  }

  #bodyOf(value: TerraformObject, config: TerraformObject): Record<string, unknown> {
    const isSecret = this.#kind.kind === 'Secret'
    // The API has one map for both kinds of a secret's data.
    const body = toApi(this.schema, isSecret ? { ...value, binary_data: null } : value, this.#kind.type)
    if (isSecret) body.data = secretData(value, config)
    return { apiVersion: this.#kind.apiVersion, kind: this.#kind.kind, ...body }
  }

  /** Secrets are plain in Terraform, and base64 in the API. */
  #decoded(live: LiveObject): LiveObject {
    if (this.#kind.kind !== 'Secret') return live
    return { ...live, data: recoded(live.data, (text) => Buffer.from(text, 'base64').toString()) }
  }

  /**
   * Makes fields that others wrote the stand-in's, so that an apply that does not have them takes them away, as the provider's update does.
   */
  async #takeOver(path: string, { metadata }: LiveObject): Promise<void> {
    const entries = metadata.managedFields ?? []
    const kept = entries.filter(({ subresource = '' }) => subresource !== '')
    const taken = entries.filter((entry) => !kept.includes(entry))
    const fieldsV1 = taken.map((entry) => entry.fieldsV1 ?? {}).reduce(joined, {})
    const mine = {
      manager: MANAGER,
      operation: 'Apply',
      apiVersion: this.#kind.apiVersion,
      time: new Date().toISOString().replace(/\.\d+/, ''),
      fieldsType: 'FieldsV1',
      fieldsV1,
    }
    await this.#client.ask(path, {
      method: 'PATCH',
      type: 'application/merge-patch+json',
      query: { fieldManager: MANAGER },
      body: { metadata: { managedFields: [mine, ...kept] } },
    })
  }
}

function identityOf(state: TerraformObject): { readonly name: string; readonly namespace: string | undefined } {
  const [metadata] = itemsOf(state.metadata)
  const { name, namespace } = metadata ?? {}
  if (typeof name !== 'string') throw new Error('the stand-in gives no names: say metadata.name')
  return { name, namespace: typeof namespace === 'string' ? namespace : undefined }
}

function timeoutOf(state: TerraformObject, of: keyof typeof TIMEOUTS_MS): number {
  const said = itemsOf(state.timeouts)[0]?.[of]
  return (typeof said === 'string' ? readDuration(said) : undefined) ?? TIMEOUTS_MS[of]
}

function secretData({ data, binary_data }: TerraformObject, { data_wo, binary_data_wo }: TerraformObject): object {
  return { ...recoded(data, encoded), ...recoded(data_wo, encoded), ...(binary_data ?? {}), ...(binary_data_wo ?? {}) }
}

function encoded(text: string): string {
  return Buffer.from(text).toString('base64')
}

function recoded(map: unknown, code: (text: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(map ?? {}).map(([key, value]) => [key, code(String(value))]))
}

function ignoreMissing(error: unknown): void {
  if (!(error instanceof ApiRefusal && error.code === 404)) throw error
}

/** Whether there is something in `a` that `b` does not have at all. */
function hasMore(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || a === null) return false
  if (typeof b !== 'object' || b === null) return true
  const other = b as Readonly<Record<string, unknown>>
  return Object.entries(a).some(([key, value]) => !(key in other) || hasMore(value, other[key]))
}

function joined(a: FieldSet, b: FieldSet): FieldSet {
  const all: Record<string, FieldSet> = { ...a }
  for (const [step, below] of Object.entries(b)) all[step] = all[step] ? joined(all[step], below) : below
  return all
}
