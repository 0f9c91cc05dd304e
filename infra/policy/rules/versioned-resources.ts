import type { Rule } from '../rule.ts'

/** These patch what is there and have no versioned form in the provider. */
const WITHOUT_VERSION = new Set(['kubernetes_labels', 'kubernetes_node_taint'])

export const versionedResources: Rule = {
  id: 'versioned-resources',
  over: { name: 'resources and data sources' },
  standard: 'provider hashicorp/kubernetes 3.0.0, deprecations',
  reason: 'unsuffixed types are deprecated, and kubernetes_manifest asks the cluster already while planning',
  fix: 'use the type with _v1 or _v2 at its end; only labels and node_taint have none',
  judge: ({ resources, dataSources }) => {
    const all = [...resources, ...dataSources]
    return {
      looked: all.length,
      breaches: all
        .filter(({ type }) => type.startsWith('kubernetes_') && !/_v[12]$/.test(type) && !WITHOUT_VERSION.has(type))
        .map(({ type, path, source }) => ({
          path,
          message: `${type} has no version in its name`,
          ...(source !== undefined && { source }),
        })),
    }
  },
}
