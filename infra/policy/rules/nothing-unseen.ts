import type { Block } from '../block.ts'
import type { Rule } from '../rule.ts'

/** What rules can read. Of every other provider nobody knows what it brings into a cluster, or runs here. */
const SEEN = /^(kubernetes_|terraform_data$)/
const SEEN_DATA = /^(kubernetes_|terraform_remote_state$)/

export const nothingUnseen: Rule = {
  id: 'nothing-unseen',
  over: { name: 'stacks' },
  standard: 'the rules of the house: every workload is judged',
  reason:
    'what a chart, a text of manifests, a program or a module of another’s brings into the cluster is seen by no rule before it runs',
  fix: 'write what it makes as resources of the provider kubernetes, or as terraform_data, without provisioners; a module’s are judged in the plan; write labels where a resource is made',
  judge: ({ name, modules, resources, dataSources, provisioned }) => ({
    looked: 1 + resources.length + dataSources.length,
    breaches: [
      ...modules.map((module) => ({
        path: `${name}/module.${module}`,
        message: 'a module makes resources that are not seen here',
      })),
      ...provisioned.map((path) => ({ path, message: 'it has a provisioner, which does what is not seen' })),
      ...dataSources
        .filter(({ type }) => !SEEN_DATA.test(type))
        .map(({ type, path }) => ({ path, message: `${type} does what is not seen` })),
      ...resources.flatMap(({ type, path, source, config }) =>
        wrongs(type, config).map((message) => ({ path, message, ...(source !== undefined && { source }) })),
      ),
    ],
  }),
}

function wrongs(type: string, config: Block): readonly string[] {
  if (!SEEN.test(type)) return [`${type} makes resources that are not seen`]
  // Nodes are nobody's resource here; all else has its labels where it is made, and is judged by them.
  const kind = type === 'kubernetes_labels' ? config.text('kind') : 'Node'
  return kind === 'Node' ? [] : [`it changes the labels of a ${String(kind)} after that was judged`]
}
