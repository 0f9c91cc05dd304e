import { App } from 'cdktf'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import type { Service } from '../catalogue/service.ts'
import type { SiteMeans } from '../catalogue/site-means.ts'
import { serviceStacks } from '../stacks/service-stacks.ts'
import { imagesOf } from './service-of.ts'

/** Two power blocks in Belgrade; in Kragujevac eight, one of which has GPUs. */
export const TEST_SITES: readonly SiteMeans[] = [
  { site: 'belgrade', nodes: 204, gpuNodes: 0, powerBlocks: 2, gpuPowerBlocks: 0 },
  { site: 'kragujevac', nodes: 1040, gpuNodes: 24, powerBlocks: 8, gpuPowerBlocks: 1 },
]

/** A resource as Terraform reads it. Tests look into it by name. */
export type Rendered = Readonly<Record<string, unknown>>

/** Terraform's JSON of the stacks of a catalogue, by name. */
export async function terraformOf(
  options: { readonly adopt?: readonly string[] },
  ...catalogue: readonly Service[]
): Promise<ReadonlyMap<string, Rendered>> {
  await using folder = await temporaryFolder()
  const app = new App({ outdir: folder.path })
  const stacks = serviceStacks(app, {
    catalogue,
    images: imagesOf(),
    means: TEST_SITES,
    lineOf: () => undefined,
    backend: 'local',
    before: [],
    ...options,
  })
  return new Map(stacks.map((stack) => [stack.node.id, stack.toTerraform() as Rendered]))
}

/** The stacks of a catalogue, by name; in each the resources by `type.name`. */
export async function renderedServices(
  ...catalogue: readonly Service[]
): Promise<ReadonlyMap<string, ReadonlyMap<string, Rendered>>> {
  const stacks = await terraformOf({}, ...catalogue)
  return new Map(
    [...stacks].map(([name, json]) => {
      const { resource = {} } = json as { resource?: Record<string, Record<string, Rendered>> }
      const resources = Object.entries(resource).flatMap(([type, byName]) =>
        Object.entries(byName).map(([own, config]): [string, Rendered] => [
          `${type.replace('kubernetes_', '')}.${own}`,
          config,
        ]),
      )
      return [name, new Map(resources)]
    }),
  )
}
