import { TerraformStack } from 'cdktf'
import type { IConstruct } from 'constructs'
import { Block } from './block.ts'
import { type NamedValue, namedValues } from './named-values.ts'
import { sourceOf } from './source-line.ts'
import { type Workload, workloadOf } from './workload.ts'

/** Terraform's JSON of a stack, as far as rules look at it. */
export interface StackJson {
  readonly terraform?: {
    readonly required_providers?: Readonly<Record<string, RequiredProvider>>
    readonly backend?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  readonly module?: Readonly<Record<string, unknown>>
  readonly provider?: Readonly<Record<string, readonly BlockJson[] | BlockJson>>
  readonly output?: Readonly<Record<string, { readonly value?: unknown; readonly sensitive?: boolean }>>
  readonly variable?: Readonly<Record<string, { readonly default?: unknown; readonly sensitive?: boolean }>>
  readonly locals?: Readonly<Record<string, unknown>>
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ElementJson>>>>
  readonly data?: Readonly<Record<string, Readonly<Record<string, ElementJson>>>>
}

type BlockJson = Readonly<Record<string, unknown>>

interface ElementJson extends Readonly<Record<string, unknown>> {
  readonly '//'?: { readonly metadata?: { readonly path?: string } }
}

export interface RequiredProvider {
  readonly source?: string
  readonly version?: string
}

/** A resource or data source. */
export interface RenderedElement {
  /** `kubernetes_labels` */
  readonly type: string
  /** Path of its construct; its address below the stack where CDKTF names none (an override, a remote state). */
  readonly path: string
  /** Line that asked for it, as far as its construct remembers: `infra/catalogue/evisa.ts:8`. */
  readonly source?: string
  readonly config: Block
}

/** How a provider is configured. */
export interface ProviderBlock {
  readonly provider: string
  readonly config: Block
}

/** What a stack will say to Terraform. */
export interface RenderedStack {
  readonly name: string
  /** What it was read from: a plan says nothing of backends, and calls what it does not know unknown. */
  readonly form: 'configuration' | 'plan'
  readonly resources: readonly RenderedElement[]
  readonly dataSources: readonly RenderedElement[]
  /** Those of the resources that run pods. */
  readonly workloads: readonly Workload[]
  /** Names of modules whose resources are not among these; a plan has all. */
  readonly modules: readonly string[]
  /** A plan does not say local values. */
  readonly namedValues: readonly NamedValue[]
  /** Paths of the resources that run programs when they are made or destroyed. */
  readonly provisioned: readonly string[]
  /** Local names of the providers that are configured. */
  readonly providers: readonly string[]
  /** What is written for each of them: a block, or several by alias. */
  readonly providerBlocks: readonly ProviderBlock[]
  readonly requiredProviders: Readonly<Record<string, RequiredProvider>>
  readonly backends: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Every stack of an app. Overrides are part of what is rendered: types do not see them, rules do. */
export function renderStacks(app: IConstruct): readonly RenderedStack[] {
  return app.node.findAll().filter(TerraformStack.isStack).map(renderStack)
}

/** One stack as it is now. */
export function renderStack(stack: TerraformStack): RenderedStack {
  const json: StackJson = stack.toTerraform()
  const sources = new Map(stack.node.findAll().map((construct) => [construct.node.path, sourceOf(construct)]))
  return stackOf(stack.node.id, json, (path) => sources.get(path))
}

/** A stack by its JSON. @param sourceOf the line that asked for the construct of a path */
export function stackOf(
  name: string,
  json: StackJson,
  sourceOf: (path: string) => string | undefined = () => undefined,
): RenderedStack {
  const resources = elements(json.resource, `${name}/`, sourceOf)
  return {
    name,
    form: 'configuration',
    resources,
    dataSources: elements(json.data, `${name}/data.`, sourceOf),
    workloads: resources.flatMap((element) => workloadOf(element) ?? []),
    modules: Object.keys(json.module ?? {}),
    namedValues: [
      ...namedValues(json),
      ...Object.entries(json.locals ?? {}).map(
        ([name, value]): NamedValue => ({ kind: 'local', name, isSensitive: false, text: JSON.stringify(value) }),
      ),
    ],
    provisioned: resources.filter(({ config }) => config.has('provisioner')).map(({ path }) => path),
    providers: Object.keys(json.provider ?? {}),
    providerBlocks: Object.entries(json.provider ?? {}).flatMap(([provider, blocks]) =>
      [blocks].flat().map((block) => ({ provider, config: new Block(block) })),
    ),
    requiredProviders: json.terraform?.required_providers ?? {},
    backends: json.terraform?.backend ?? {},
  }
}

function elements(
  byType: StackJson['resource'],
  prefix: string,
  sourceOf: (path: string) => string | undefined,
): readonly RenderedElement[] {
  return Object.entries(byType ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, element]) => {
      const path = element['//']?.metadata?.path ?? `${prefix}${type}.${name}`
      const source = sourceOf(path)
      return { type, path, ...(source !== undefined && { source }), config: new Block(element) }
    }),
  )
}
