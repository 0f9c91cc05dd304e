import { TerraformStack } from 'cdktf'
import type { IConstruct } from 'constructs'

/** Terraform's JSON of a stack, as far as rules look at it. */
interface StackJson {
  readonly terraform?: {
    readonly required_providers?: Readonly<Record<string, RequiredProvider>>
    readonly backend?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  }
  readonly provider?: Readonly<Record<string, unknown>>
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ElementJson>>>>
  readonly data?: Readonly<Record<string, Readonly<Record<string, ElementJson>>>>
}

interface ElementJson {
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
}

/** What a stack will say to Terraform. */
export interface RenderedStack {
  readonly name: string
  readonly resources: readonly RenderedElement[]
  readonly dataSources: readonly RenderedElement[]
  /** Local names of the providers that are configured. */
  readonly providers: readonly string[]
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
  return {
    name: stack.node.id,
    resources: elements(json.resource, `${stack.node.id}/`),
    dataSources: elements(json.data, `${stack.node.id}/data.`),
    providers: Object.keys(json.provider ?? {}),
    requiredProviders: json.terraform?.required_providers ?? {},
    backends: json.terraform?.backend ?? {},
  }
}

function elements(byType: StackJson['resource'], prefix: string): readonly RenderedElement[] {
  return Object.entries(byType ?? {}).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, element]) => ({
      type,
      path: element['//']?.metadata?.path ?? `${prefix}${type}.${name}`,
    })),
  )
}
