import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { z } from 'zod'
import { makeFolder } from '../../../twin/kit/make-folder.ts'
import { noStacks } from '../errors.ts'

/** A stack, laid out in the folder of the practice clusters. */
export interface PracticeStack {
  readonly name: string
  /** Context of the cluster that it is for; undefined for one that asks no cluster, as the gate. */
  readonly site: string | undefined
  readonly after: readonly string[]
  readonly types: readonly string[]
  /** Where Terraform runs. */
  readonly folder: string
  /** Path of the construct of each resource, by its address. */
  readonly constructs: ReadonlyMap<string, string>
}

const manifestShape = z.object({
  stacks: z.record(z.string(), z.object({ synthesizedStackPath: z.string(), dependencies: z.array(z.string()) })),
})
const stackShape = z.looseObject({
  terraform: z.looseObject({
    backend: z.record(z.string(), z.looseObject({ path: z.string().optional() })).optional(),
  }),
  provider: z
    .looseObject({ kubernetes: z.array(z.looseObject({ config_context: z.string() })).optional() })
    .default({ kubernetes: [] }),
  resource: z.record(z.string(), z.unknown()).default({}),
})

export interface LayOutOptions {
  /** Where each stack has a folder. @default `terraform` of the folder */
  readonly within?: string
  /** Context of each site's cluster, where that is another than the site's name; with it the backends stay as they are written. @default practice clusters */
  readonly contexts?: Readonly<Record<string, string>>
}

/**
 * Lays out what `oblak synth` wrote, so that Terraform's files and states are with the practice clusters: the folder that was written stays as it is, whatever
 * backend it names.
 *
 * @param written folder that `oblak synth` wrote
 * @returns in the order in which they are applied
 * @throws InfraError `practice` (status 2) where the folder holds no stacks
 */
export async function layOut(
  written: string,
  folder: string,
  { within = join(folder, 'terraform'), contexts }: LayOutOptions = {},
): Promise<readonly PracticeStack[]> {
  const { stacks } = await readShaped(written, 'manifest.json', manifestShape)
  const laidOut: PracticeStack[] = []
  for (const [name, { synthesizedStackPath, dependencies }] of Object.entries(stacks)) {
    const stack = await readShaped(written, synthesizedStackPath, stackShape)
    const own = join(within, name)
    await makeFolder(own, 0o700)
    const backend = contexts
      ? fromElsewhere(stack.terraform.backend ?? {}, join(written, dirname(synthesizedStackPath)))
      : { local: { path: relative(own, join(folder, 'terraform-state', `${name}.tfstate`)) } }
    const text = JSON.stringify(
      { ...stack, terraform: { ...stack.terraform, backend }, ...(contexts && { provider: led(stack, contexts) }) },
      undefined,
      1,
    )
    await writeFile(join(own, 'cdk.tf.json'), text, { mode: 0o600 })
    laidOut.push({
      name,
      site: stack.provider.kubernetes?.[0]?.config_context,
      after: dependencies,
      types: Object.keys(stack.resource),
      folder: own,
      constructs: constructsOf(stack.resource),
    })
  }
  return inOrder(laidOut)
}

const elementShape = z.object({ '//': z.object({ metadata: z.object({ path: z.string() }) }) })

function constructsOf(resources: StackShape['resource']): ReadonlyMap<string, string> {
  const constructs = new Map<string, string>()
  for (const [type, byName] of Object.entries(resources)) {
    for (const [name, element] of Object.entries(byName ?? {})) {
      const parsed = elementShape.safeParse(element)
      if (parsed.success) constructs.set(`${type}.${name}`, parsed.data['//'].metadata.path)
    }
  }
  return constructs
}

type StackShape = z.output<typeof stackShape>

/** A local state is meant from where the stack was written. */
function fromElsewhere(backend: NonNullable<StackShape['terraform']['backend']>, written: string) {
  const { local } = backend
  return local?.path === undefined ? backend : { ...backend, local: { ...local, path: resolve(written, local.path) } }
}

function led({ provider }: StackShape, contexts: Readonly<Record<string, string>>): StackShape['provider'] {
  const kubernetes = provider.kubernetes?.map((block) => ({
    ...block,
    config_context: contexts[block.config_context] ?? block.config_context,
  }))
  return { ...provider, ...(kubernetes && { kubernetes }) }
}

/** What others need comes before them. */
function inOrder(stacks: readonly PracticeStack[]): readonly PracticeStack[] {
  const byName = new Map(stacks.map((stack) => [stack.name, stack]))
  const ordered = new Set<PracticeStack>()
  const take = (stack: PracticeStack, on: readonly string[]) => {
    if (ordered.has(stack) || on.includes(stack.name)) return
    for (const name of stack.after) {
      const first = byName.get(name)
      if (first) take(first, [...on, stack.name])
    }
    ordered.add(stack)
  }
  for (const stack of stacks) take(stack, [])
  return [...ordered]
}

async function readShaped<S extends z.ZodType>(folder: string, path: string, shape: S): Promise<z.output<S>> {
  try {
    return shape.parse(JSON.parse(await readFile(join(folder, path), 'utf8')))
  } catch (error) {
    throw noStacks(folder, path, error)
  }
}
