import { existsSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node'
import { makeFolder } from '../../twin/kit/make-folder.ts'
import type { Estate } from '../../twin/model/estate.ts'
import { type SiteTopology, topologyOf } from '../labels/topology.ts'
import { startControlPlane, stopControlPlane } from './control-plane.ts'
import { noPracticeFolder, noSuchSite } from './errors.ts'
import { type NodeGap, nodeObjects } from './node-objects.ts'
import { type PartsOptions, type PracticeParts, practiceParts } from './parts.ts'
import { SITE_FILES } from './programs.ts'
import { type Registered, registerNodes } from './register-nodes.ts'

export interface UpOptions extends PartsOptions {
  /** Where the clusters keep what is theirs: a folder a site, and the `kubeconfig` of all. */
  readonly folder: string
  /** @default all that have nodes */
  readonly sites?: readonly string[]
}

/** The practice cluster of a site, as it is now. */
export interface SiteUp extends Registered {
  readonly site: string
  readonly nodes: number
  readonly server: string
  readonly wasUp: boolean
  readonly gaps: readonly NodeGap[]
}

export interface PracticeUp {
  /** Of all sites, a context each, named as the site. */
  readonly kubeconfig: string
  readonly sites: readonly SiteUp[]
}

/**
 * Brings up a real control plane for each site, with machines that are played: no container runs. Sites that are up already stay up; their nodes follow the estate.
 *
 * @throws InfraError `practice` where a site is unknown (2), or the programs cannot be built or do not start (3)
 */
export async function clusterUp(estate: Estate, options: UpOptions): Promise<PracticeUp> {
  const topology = topologyOf(estate).sites
  const known = topology.map(({ site }) => site)
  const unknown = options.sites?.find((site) => !known.includes(site))
  if (unknown !== undefined) throw noSuchSite(unknown, known)
  const parts = await practiceParts(options)
  await ownFolder(options.folder)
  const chosen = topology.filter(({ site }) => options.sites?.includes(site) ?? true)
  // Side by side: most of a start is waiting. What fails at one site leaves the other up.
  const ups = await Promise.allSettled(chosen.map((one) => siteUp(estate, one, parts, options)))
  const sites = ups.map((up) => {
    if (up.status === 'rejected') throw up.reason
    return up.value
  })
  return { kubeconfig: await joinKubeconfigs(options.folder, await sitesIn(options.folder)), sites }
}

async function siteUp(
  estate: Estate,
  topology: SiteTopology,
  parts: PracticeParts,
  { folder, message, signal }: UpOptions,
): Promise<SiteUp> {
  const { site } = topology
  message(`starting the control plane of ${site}`)
  const plane = await startControlPlane(site, join(folder, site), parts, signal)
  const { nodes, gaps } = nodeObjects(estate, topology)
  message(`registering ${nodes.length} nodes at ${site}`)
  const registered = await registerNodes(plane.kubeconfig, nodes)
  return {
    site,
    nodes: nodes.length,
    server: `https://127.0.0.1:${plane.port}`,
    wasUp: plane.wasUp,
    gaps,
    ...registered,
  }
}

/**
 * Ends the practice clusters of a folder. What they keep stays, and is there again when they are brought up.
 * @returns the sites whose programs were running
 */
export async function clusterDown(folder: string): Promise<readonly string[]> {
  const sites = await sitesIn(folder)
  const stopped = await Promise.all(sites.map((site) => stopControlPlane(join(folder, site))))
  return sites.filter((_, index) => (stopped[index] ?? 0) > 0)
}

const MARK = 'practice-cluster'

/** A folder that is empty, or was made here: nothing else is written to. */
async function ownFolder(folder: string): Promise<void> {
  await makeFolder(folder, 0o700)
  const there = await readdir(folder)
  if (there.includes(MARK)) return
  if (there.length > 0)
    throw noPracticeFolder(folder, `it holds something else (${there[0]}); name an empty or a new one`)
  await writeFile(join(folder, MARK), 'Made by oblak cluster up. Safe to remove after oblak cluster down.\n')
}

async function sitesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    if (!entries.some(({ name }) => name === MARK)) return []
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  } catch {
    return []
  }
}

async function joinKubeconfigs(folder: string, sites: readonly string[]): Promise<string> {
  const all = new KubeConfig()
  for (const site of sites) {
    const own = join(folder, site, SITE_FILES.kubeconfig)
    // One that was never ready has none.
    if (!existsSync(own)) continue
    const one = new KubeConfig()
    one.loadFromFile(own)
    all.mergeConfig(one)
  }
  const path = join(folder, 'kubeconfig')
  await writeFile(path, all.exportConfig(), { mode: 0o600 })
  return path
}
