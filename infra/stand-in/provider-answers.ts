import { ApiAway } from './cluster-client.ts'
import type { BlockSchema, ProviderSchemas } from './provider-schema.ts'
import { ResourceTypes } from './resource-types.ts'
import { type DynamicValue, itemsOf, readValue, type TerraformObject, UNKNOWN, writeValue } from './terraform-value.ts'

interface OfType {
  readonly type_name: string
}
interface ReadRequest extends OfType {
  readonly current_state: DynamicValue
  readonly private?: Uint8Array
}
interface PlanRequest extends OfType {
  readonly prior_state: DynamicValue
  readonly proposed_new_state: DynamicValue
}
interface ApplyRequest extends OfType {
  readonly prior_state: DynamicValue
  readonly planned_state: DynamicValue
  readonly config: DynamicValue
}

const IMPORTED = 'imported'

/** The procedures of a provider as the stand-in answers them. @param kubeconfig of the cluster to change; without one it cannot apply */
export function answersOf({ provider, resources: schemas }: ProviderSchemas, kubeconfig: string | undefined) {
  let cluster: ResourceTypes | undefined
  let stop = new AbortController()
  const before = (): ResourceTypes => {
    if (!cluster) throw new Error('the stand-in was given no cluster: it can plan, and not apply')
    return cluster
  }
  const nothing = () => ({})
  const rpcs = {
    GetProviderSchema: () => ({
      provider: whole(provider),
      resource_schemas: Object.fromEntries([...schemas].map(([type, block]) => [type, whole(block)])),
    }),
    ValidateProviderConfig: nothing,
    ValidateResourceConfig: nothing,
    // Terraform was asked to stop, and waits for what is under way.
    StopProvider: () => {
      stop.abort()
      return {}
    },
    // Schemas have one version here: what was kept is taken as it is.
    UpgradeResourceState: ({ raw_state }: { readonly raw_state: { readonly json: Uint8Array } }) => ({
      upgraded_state: { json: raw_state.json },
    }),
    ConfigureProvider: ({ config }: { readonly config: DynamicValue }) =>
      told('Reach the cluster', async () => {
        if (kubeconfig === undefined) return {}
        const context = readValue(config)?.config_context
        await cluster?.[Symbol.asyncDispose]()
        stop = new AbortController()
        cluster = new ResourceTypes(kubeconfig, typeof context === 'string' ? context : undefined, schemas, stop.signal)
        return {}
      }),
    PlanResourceChange: (request: PlanRequest) => planned(request, schemas.get(request.type_name)),
    ReadResource: ({ type_name, current_state, private: kept }: ReadRequest) =>
      told(`Read ${type_name}`, async () => {
        const state = readValue(current_state)
        if (!state || kubeconfig === undefined) return { new_state: current_state }
        const type = await before().of(type_name)
        return { new_state: writeValue(await type.read(state, Buffer.from(kept ?? []).toString() === IMPORTED)) }
      }),
    ApplyResourceChange: ({ type_name, prior_state, planned_state, config }: ApplyRequest) =>
      told(`Apply ${type_name}`, async () => {
        const [prior, after] = [readValue(prior_state), readValue(planned_state)]
        const type = await before().of(type_name)
        const failed = (state: TerraformObject | null, error: unknown) => ({
          new_state: writeValue(state),
          legacy_type_system: true,
          diagnostics: [diagnostic(`${after ? (prior ? 'Change' : 'Make') : 'Remove'} ${type_name}`, error)],
        })
        if (!after) {
          return type.remove(prior ?? {}).then(
            () => ({ new_state: writeValue(null) }),
            (error: unknown) => failed(prior, error),
          )
        }
        return type.change({ before: prior, after, config: readValue(config) ?? {} }).then(
          ({ state, failure }) =>
            failure ? failed(state, failure) : { new_state: writeValue(state), legacy_type_system: true },
          // Nothing was made: what was before is what is.
          (error: unknown) => failed(prior, error),
        )
      }),
    ImportResourceState: ({ type_name, id }: OfType & { readonly id: string }) =>
      told(`Import ${type_name}`, async () => {
        const state = (await before().of(type_name)).ofId(id)
        return { imported_resources: [{ type_name, state: writeValue(state), private: Buffer.from(IMPORTED) }] }
      }),
  }
  return { rpcs, close: () => void cluster?.[Symbol.asyncDispose]() }
}

function whole(block: BlockSchema) {
  return { version: 0, block }
}

/** As proposed; what is made gets its id from the apply. What has another name or namespace is another thing. */
function planned({ prior_state, proposed_new_state }: PlanRequest, schema: BlockSchema | undefined): object {
  const [prior, proposed] = [readValue(prior_state), readValue(proposed_new_state)]
  if (!proposed) return { planned_state: proposed_new_state, legacy_type_system: true }
  const [was] = itemsOf(prior?.metadata)
  const [is] = itemsOf(proposed.metadata)
  const renamed = prior ? ['name', 'namespace'].filter((key) => is?.[key] !== was?.[key]) : []
  const unseen = schema?.attributes.filter(({ write_only }) => write_only).map(({ name }) => [name, null]) ?? []
  return {
    planned_state: writeValue({
      ...proposed,
      ...Object.fromEntries(unseen),
      id: renamed.length > 0 ? UNKNOWN : (proposed.id ?? UNKNOWN),
    }),
    requires_replace: renamed.map((key) => ({
      steps: [{ attribute_name: 'metadata' }, { element_key_int: 0 }, { attribute_name: key }],
    })),
    legacy_type_system: true,
  }
}

/** An answer, or why there is none in the words of the API. */
async function told(what: string, answer: () => Promise<object>): Promise<object> {
  try {
    return await answer()
  } catch (error) {
    return { diagnostics: [diagnostic(what, error)] }
  }
}

function diagnostic(what: string, error: unknown) {
  const message = error instanceof Error ? error.message : String(error)
  const detail = error instanceof ApiAway ? 'Nothing was changed there. Is the cluster up?' : ''
  return { severity: 1, summary: `${what} (by the stand-in): ${message}`, detail }
}
