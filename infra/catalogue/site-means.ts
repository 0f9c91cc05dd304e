import type { Topology } from '../labels/topology.ts'
import { TOPOLOGY_LABELS } from '../labels/topology.ts'

/** What a site's cluster has, as far as the catalogue asks for it. */
export interface SiteMeans {
  readonly site: string
  readonly nodes: number
  readonly gpuNodes: number
  /** Power blocks that its nodes without GPUs rest on; `gpuPowerBlocks` those of the others. */
  readonly powerBlocks: number
  readonly gpuPowerBlocks: number
}

/** The means of each site of an estate. */
export function meansOf({ sites }: Pick<Topology, 'sites'>): readonly SiteMeans[] {
  return sites.map(({ site, nodes }) => {
    const withGpu = nodes.filter(({ hasGpu }) => hasGpu)
    const blocksOf = (among: typeof nodes) =>
      new Set(among.flatMap(({ labels }) => labels[TOPOLOGY_LABELS.power] ?? [])).size
    return {
      site,
      nodes: nodes.length,
      gpuNodes: withGpu.length,
      powerBlocks: blocksOf(nodes.filter(({ hasGpu }) => !hasGpu)),
      gpuPowerBlocks: blocksOf(withGpu),
    }
  })
}
