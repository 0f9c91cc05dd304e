import type { Block } from '../block.ts'
import type { Rule } from '../rule.ts'

/** Providers whose resources hold what runs in a cluster as text of their own. */
const OTHER_WAYS = /^(helm|kubectl|kustomization|argocd|flux|rancher2)_/

export const nothingUnseen: Rule = {
  id: 'nothing-unseen',
  over: { name: 'stacks' },
  standard: 'the rules of the house: every workload is judged',
  reason:
    'what a chart, a text of manifests or a module of another’s brings into the cluster is seen by no rule before it runs',
  fix: 'write what it makes as resources of the provider kubernetes; a module’s are judged in the plan; write labels where a resource is made',
  judge: ({ name, modules, resources }) => ({
    looked: 1 + resources.length,
    breaches: [
      ...modules.map((module) => ({
        path: `${name}/module.${module}`,
        message: 'a module makes resources that are not seen here',
      })),
      ...resources.flatMap(({ type, path, source, config }) =>
        wrongs(type, config).map((message) => ({ path, message, ...(source !== undefined && { source }) })),
      ),
    ],
  }),
}

function wrongs(type: string, config: Block): readonly string[] {
  if (OTHER_WAYS.test(type)) return [`${type} makes resources that are not seen`]
  // Nodes are nobody's resource here; all else has its labels where it is made, and is judged by them.
  const kind = type === 'kubernetes_labels' ? config.text('kind') : 'Node'
  return kind === 'Node' ? [] : [`it changes the labels of a ${String(kind)} after that was judged`]
}
