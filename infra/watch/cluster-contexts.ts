import { readFile } from 'node:fs/promises'
import { KubeConfig } from '@kubernetes/client-node'

/** How the clusters of the sites are reached. */
export interface ClusterAccess {
  readonly kubeconfig: string
  /** By site; a context named as the site where a site is not among them. */
  readonly contexts: ReadonlyMap<string, string>
  readonly practice: boolean
}

/**
 * The context of each site that can be reached.
 * @throws Error in words where the kubeconfig cannot be read, a context is not there, or none is for any site
 */
export async function contextsOf(
  { contexts, kubeconfig, practice }: ClusterAccess,
  sites: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const flag = practice ? '--practice-cluster' : '--kubeconfig'
  const config = new KubeConfig()
  try {
    config.loadFromString(await readFile(kubeconfig, 'utf8'))
  } catch (error) {
    // What a parser says may quote what it read: there are keys in it.
    const code = (error as NodeJS.ErrnoException).code
    const isAbsent = practice && code === 'ENOENT'
    const why = isAbsent
      ? 'no practice cluster was started there: oblak cluster up'
      : code === undefined
        ? 'it is no kubeconfig'
        : `cannot be read (${code})`
    throw new Error(`${flag} ${kubeconfig}: ${why}`)
  }
  const known = config.getContexts().map(({ name }) => name)
  for (const [site, context] of contexts) {
    if (!sites.includes(site)) throw new Error(`--context ${site}=…: the estate has ${sites.join(', ')}`)
    if (!known.includes(context))
      throw new Error(`--context ${site}=${context}: the kubeconfig has ${known.join(', ')}`)
  }
  const found = new Map(
    sites.flatMap((site): [string, string][] => {
      const context = contexts.get(site) ?? (known.includes(site) ? site : undefined)
      return context === undefined ? [] : [[site, context]]
    }),
  )
  if (found.size > 0) return found
  throw new Error(
    `${flag} ${kubeconfig}: it has no context named as a site (${sites.join(', ')}); say --context site=context`,
  )
}
