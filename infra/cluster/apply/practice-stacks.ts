import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
}

const manifestShape = z.object({
  stacks: z.record(z.string(), z.object({ synthesizedStackPath: z.string(), dependencies: z.array(z.string()) })),
})
const stackShape = z.looseObject({
  terraform: z.looseObject({}),
  provider: z
    .looseObject({ kubernetes: z.array(z.looseObject({ config_context: z.string() })).optional() })
    .default({ kubernetes: [] }),
  resource: z.record(z.string(), z.unknown()).default({}),
})

/**
 * Lays out what `oblak synth` wrote, so that Terraform's files and states are with the practice clusters: the folder that was written stays as it is, whatever
 * backend it names.
 *
 * @param written folder that `oblak synth` wrote
 * @returns in the order in which they are applied
 * @throws InfraError `practice` (status 2) where the folder holds no stacks
 */
export async function layOut(written: string, folder: string): Promise<readonly PracticeStack[]> {
  const { stacks } = await readShaped(written, 'manifest.json', manifestShape)
  const laidOut: PracticeStack[] = []
  for (const [name, { synthesizedStackPath, dependencies }] of Object.entries(stacks)) {
    const stack = await readShaped(written, synthesizedStackPath, stackShape)
    const own = join(folder, 'terraform', name)
    await makeFolder(own, 0o700)
    const backend = { local: { path: join('..', '..', 'terraform-state', `${name}.tfstate`) } }
    const text = JSON.stringify({ ...stack, terraform: { ...stack.terraform, backend } }, undefined, 1)
    await writeFile(join(own, 'cdk.tf.json'), text, { mode: 0o600 })
    laidOut.push({
      name,
      site: stack.provider.kubernetes?.[0]?.config_context,
      after: dependencies,
      types: Object.keys(stack.resource),
      folder: own,
    })
  }
  return inOrder(laidOut)
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
