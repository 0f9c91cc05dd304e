import type { ClusterClient } from './cluster-client.ts'

/** What of an OpenAPI v3 schema is needed here. */
export interface ApiSchema {
  readonly $ref?: string
  readonly allOf?: readonly ApiSchema[]
  readonly oneOf?: readonly ApiSchema[]
  readonly type?: string
  readonly format?: string
  readonly properties?: Readonly<Record<string, ApiSchema>>
  readonly items?: ApiSchema
  readonly additionalProperties?: ApiSchema
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-group-version-kind'?: readonly { readonly kind: string }[]
}

/** A schema with what it refers to. */
export interface ApiType {
  /** `io.k8s.api.core.v1.PodSpec`; undefined where it has no name of its own. */
  readonly name: string | undefined
  readonly schema: ApiSchema
  /** Follows the references within a schema. */
  resolve(schema: ApiSchema): ApiType
}

/** A kind of a cluster's API, as a resource of Terraform means it. */
export interface ApiKind {
  readonly apiVersion: string
  readonly kind: string
  readonly isNamespaced: boolean
  readonly type: ApiType
  path(namespace: string | undefined, name: string): string
}

interface Discovered {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly resource: string
  readonly isNamespaced: boolean
}
interface Discovery {
  readonly items: readonly {
    readonly metadata?: { readonly name?: string }
    readonly versions?: readonly {
      readonly version: string
      readonly resources?: readonly {
        readonly resource: string
        readonly responseKind?: { readonly kind: string }
        readonly scope: string
      }[]
    }[]
  }[]
}
interface OpenApi {
  readonly components: { readonly schemas: Readonly<Record<string, ApiSchema>> }
}

const DISCOVERY = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** The kinds of a cluster, by its own description of them: discovery and OpenAPI v3. Each document is asked for once. */
export class ApiKinds {
  readonly #client: ClusterClient
  #discovered: Promise<readonly Discovered[]> | undefined
  readonly #documents = new Map<string, Promise<OpenApi>>()

  constructor(client: ClusterClient) {
    this.#client = client
  }

  /**
   * The kind that a type of resources is about: `kubernetes_network_policy_v1` is NetworkPolicy of a group's v1.
   * @throws Error where the cluster has no such kind
   */
  async ofResource(type: string): Promise<ApiKind> {
    const [, words = '', version] = /^kubernetes_(.*?)(?:_(v\d\w*))?$/.exec(type) ?? []
    return this.#kind(
      (known) => known.kind.toLowerCase() === words.replaceAll('_', '') && known.version === version,
      type,
    )
  }

  /** @throws Error where the cluster has no such kind */
  async named(apiVersion: string, kind: string): Promise<ApiKind> {
    return this.#kind((known) => known.kind === kind && apiVersionOf(known) === apiVersion, `${apiVersion} ${kind}`)
  }

  async #kind(is: (known: Discovered) => boolean, asked: string): Promise<ApiKind> {
    this.#discovered ??= this.#discover()
    const found = (await this.#discovered).find(is)
    if (!found) throw new Error(`the cluster has no kind for ${asked}`)
    const { kind, resource, isNamespaced } = found
    const apiVersion = apiVersionOf(found)
    const root = found.group === '' ? `/api/${found.version}` : `/apis/${apiVersion}`
    return {
      apiVersion,
      kind,
      isNamespaced,
      type: await this.#typeOf(root, found),
      path: (namespace, name) =>
        `${root}${isNamespaced ? `/namespaces/${encodeURIComponent(namespace ?? 'default')}` : ''}/${resource}/${encodeURIComponent(name)}`,
    }
  }

  async #discover(): Promise<readonly Discovered[]> {
    const documents = await Promise.all(
      ['/api', '/apis'].map((path) => this.#client.ask<Discovery>(path, { accept: DISCOVERY })),
    )
    return documents.flatMap(({ items }) =>
      items.flatMap(({ metadata, versions = [] }) =>
        versions.flatMap(({ version, resources = [] }) =>
          resources.map(({ resource, responseKind, scope }) => ({
            group: metadata?.name ?? '',
            version,
            kind: responseKind?.kind ?? '',
            resource,
            isNamespaced: scope === 'Namespaced',
          })),
        ),
      ),
    )
  }

  async #typeOf(root: string, { kind, group, version }: Discovered): Promise<ApiType> {
    let document = this.#documents.get(root)
    if (!document) {
      document = this.#client.ask<OpenApi>(`/openapi/v3${root}`)
      this.#documents.set(root, document)
    }
    const { schemas } = (await document).components
    const entry = Object.entries(schemas).find(
      ([name, schema]) =>
        name.endsWith(`.${kind}`) && schema['x-kubernetes-group-version-kind']?.some((known) => known.kind === kind),
    )
    if (!entry) throw new Error(`the cluster does not describe ${kind} of ${group || 'core'}/${version}`)
    return typeIn(schemas, { $ref: `#/components/schemas/${entry[0]}` })
  }
}

function typeIn(schemas: Readonly<Record<string, ApiSchema>>, schema: ApiSchema): ApiType {
  const resolve = (within: ApiSchema) => typeIn(schemas, within)
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref
  if (reference === undefined) return { name: undefined, schema, resolve }
  const name = reference.slice('#/components/schemas/'.length)
  return { name, schema: schemas[name] ?? {}, resolve }
}

function apiVersionOf({ group, version }: Discovered): string {
  return group === '' ? version : `${group}/${version}`
}
