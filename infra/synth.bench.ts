import { synthCost } from './testing/synth-cost.ts'

/** The budget is one of services; the labels of nodes, one or two a rack, are counted apart. */
export const benchmarks = synthCost(
  'stacks of all services at both sites: made, judged and written',
  { seconds: 2, MB: 250 },
  async (estate, folder) => {
    const { App } = await import('cdktf')
    const { catalogueLines } = await import('./catalogue/catalogue-lines.ts')
    const { practiceImageLock } = await import('./catalogue/image-lock.ts')
    const { meansOf } = await import('./catalogue/site-means.ts')
    const { STATE_CATALOGUE } = await import('./catalogue/state-catalogue.ts')
    const { withoutCreationStacks } = await import('./creation-stacks.ts')
    const { topologyOf } = await import('./labels/topology.ts')
    const { ALL_RULES } = await import('./policy/all-rules.ts')
    const { attachPolicies } = await import('./policy/attach-policies.ts')
    const { serviceStacks } = await import('./stacks/service-stacks.ts')
    return withoutCreationStacks(() => {
      const app = new App({ outdir: folder, stackTraces: false })
      const stacks = serviceStacks(app, {
        catalogue: STATE_CATALOGUE,
        images: practiceImageLock(),
        means: meansOf(topologyOf(estate)),
        lineOf: catalogueLines(),
        backend: 'local',
        before: [],
      })
      const policies = attachPolicies(app, ALL_RULES)
      app.synth()
      policies.verdict()
      const resources = stacks.reduce((sum, stack) => sum + stack.resourceTypes().length, 0)
      return `${stacks.length} stacks, ${resources} resources, ${ALL_RULES.length} rules`
    })
  },
)
