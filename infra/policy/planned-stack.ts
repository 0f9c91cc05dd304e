import { z } from 'zod'
import { Block } from './block.ts'
import { type NamedValue, namedValues } from './named-values.ts'
import type { RenderedElement, RenderedStack, RequiredProvider } from './rendered-stack.ts'
import { workloadOf } from './workload.ts'

const resource = z.object({
  address: z.string(),
  mode: z.enum(['managed', 'data']),
  type: z.string(),
  values: z.record(z.string(), z.unknown()).optional(),
})
const moduleSchema = z.object({
  resources: z.array(resource).optional(),
  get child_modules() {
    return z.array(moduleSchema).optional()
  },
})
const configured = z.object({
  resources: z
    .array(
      z.object({
        address: z.string(),
        mode: z.string(),
        type: z.string(),
        provisioners: z.array(z.unknown()).optional(),
      }),
    )
    .optional(),
  outputs: z
    .record(z.string(), z.object({ sensitive: z.boolean().optional(), expression: z.unknown().optional() }))
    .optional(),
  variables: z
    .record(z.string(), z.object({ sensitive: z.boolean().optional(), default: z.unknown().optional() }))
    .optional(),
  get module_calls() {
    return z.record(z.string(), z.object({ module: configured.optional() })).optional()
  },
})

const provider = z.object({
  name: z.string(),
  full_name: z.string().optional(),
  version_constraint: z.string().optional(),
  expressions: z.record(z.string(), z.unknown()).optional(),
})

/** What `terraform show -json` writes of a plan, as far as rules look at it. Format version 1 may grow, and does not change. */
export const planSchema = z.object({
  format_version: z.string().regex(/^1\./, 'a plan of format 1, as Terraform 1 writes it'),
  planned_values: z.object({ root_module: moduleSchema }),
  resource_changes: z
    .array(z.object({ address: z.string(), change: z.object({ after_unknown: z.unknown() }) }))
    .optional(),
  configuration: z
    .object({
      provider_config: z.record(z.string(), provider).optional(),
      root_module: configured.optional(),
    })
    .optional(),
})
export type PlanJson = z.infer<typeof planSchema>
type ModuleJson = z.infer<typeof moduleSchema>
type ConfiguredModule = z.infer<typeof configured>

/** A plan as rules see it: every resource of every module as it will be, by its address; what is destroyed is not there. */
export function plannedStack(name: string, plan: PlanJson): RenderedStack {
  const unknowns = new Map(plan.resource_changes?.map(({ address, change }) => [address, change.after_unknown]))
  const resources = managed(plan.planned_values.root_module).map(
    ({ address, type, values }): RenderedElement => ({
      type,
      path: address,
      config: new Block(values ?? {}, unknowns.get(address)),
    }),
  )
  // What is built into Terraform has no version.
  const providers = Object.values(plan.configuration?.provider_config ?? {}).filter(
    (provider) => !provider.full_name?.startsWith('terraform.io/builtin/'),
  )
  return {
    name,
    form: 'plan',
    resources,
    dataSources: dataSources(plan.configuration?.root_module ?? {}, ''),
    workloads: resources.flatMap((element) => workloadOf(element) ?? []),
    modules: [],
    namedValues: namedIn(plan.configuration?.root_module ?? {}),
    provisioned: provisioned(plan.configuration?.root_module ?? {}, ''),
    providers: [...new Set(providers.map((provider) => provider.name))],
    // Of a provider a plan says the arguments that are written: what they are is no matter here.
    providerBlocks: providers.map(({ name, expressions }) => ({
      provider: name,
      config: new Block(expressions ?? {}),
    })),
    requiredProviders: requiredBy(providers),
    backends: {},
  }
}

function managed({ resources = [], child_modules = [] }: ModuleJson): readonly z.infer<typeof resource>[] {
  return [...resources.filter(({ mode }) => mode === 'managed'), ...child_modules.flatMap(managed)]
}

function dataSources(
  { resources = [], module_calls = {} }: ConfiguredModule,
  prefix: string,
): readonly RenderedElement[] {
  return [
    ...resources
      .filter(({ mode }) => mode === 'data')
      .map(({ address, type }) => ({ type, path: `${prefix}${address}`, config: Block.UNKNOWN })),
    ...Object.entries(module_calls).flatMap(([call, { module = {} }]) =>
      dataSources(module, `${prefix}module.${call}.`),
    ),
  ]
}

/** Outputs of modules are kept in no state, and their variables are given by whoever calls them. */
function namedIn({ outputs = {}, variables = {} }: ConfiguredModule): readonly NamedValue[] {
  const output = Object.entries(outputs).map(([name, { expression, sensitive = false }]) => [
    name,
    { value: expression, sensitive },
  ])
  const variable = Object.entries(variables).map(([name, { default: given, sensitive = false }]) => [
    name,
    { default: given, sensitive },
  ])
  return namedValues({ output: Object.fromEntries(output), variable: Object.fromEntries(variable) })
}

function provisioned({ resources = [], module_calls = {} }: ConfiguredModule, prefix: string): readonly string[] {
  return [
    ...resources.flatMap(({ address, provisioners = [] }) => (provisioners.length > 0 ? [`${prefix}${address}`] : [])),
    ...Object.entries(module_calls).flatMap(([call, { module = {} }]) =>
      provisioned(module, `${prefix}module.${call}.`),
    ),
  ]
}

/** A module may require a provider without saying the version once more. */
function requiredBy(providers: readonly z.infer<typeof provider>[]): Readonly<Record<string, RequiredProvider>> {
  const required: Record<string, RequiredProvider> = {}
  for (const { name, full_name: source = '', version_constraint: version } of providers) {
    required[name] = { source, ...(version !== undefined && { version }), ...required[name] }
  }
  return required
}
