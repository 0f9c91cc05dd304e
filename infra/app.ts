import { App } from 'cdktf'
import type { Estate } from '../twin/model/estate.ts'
import { type LabelGap, topologyOf } from './labels/topology.ts'
import { ALL_RULES } from './policy/all-rules.ts'
import { attachPolicies } from './policy/attach-policies.ts'
import type { PolicyTally } from './policy/judge-stacks.ts'
import type { Rule } from './policy/rule.ts'
import type { Backend } from './stacks/backends.ts'
import { TopologyStack } from './stacks/topology-stack.ts'

export interface AppOptions {
  readonly backend: Backend
  /** @default all of the house */
  readonly rules?: readonly Rule[]
}

/** A stack, as people and programs hear of it. */
export interface StackSummary {
  readonly name: string
  readonly site: string
  /** Names of the stacks that must be applied before. */
  readonly after: readonly string[]
  /** How many of each type. */
  readonly resources: Readonly<Record<string, number>>
}

/** The stacks of an estate, not yet written. */
export interface StateCloud {
  /** In the order in which they are applied. */
  readonly stacks: readonly StackSummary[]
  readonly gaps: readonly LabelGap[]
  /**
   * Judges the stacks by the rules and has CDKTF write them into the folder.
   * @throws InfraError `policy`; nothing that was written is to be used then
   */
  synthesize(): readonly PolicyTally[]
}

/**
 * Makes the stacks of an estate, the rules attached to each.
 *
 * @param folder an empty folder for CDKTF, which makes folders in it at once
 * @throws InfraError where the estate gives no names or no nodes
 */
export function stateCloud(estate: Estate, folder: string, { backend, rules = ALL_RULES }: AppOptions): StateCloud {
  const { sites, gaps } = topologyOf(estate)
  const app = new App({ outdir: folder, stackTraces: false })
  // What is written depends on the estate alone: not on the version of the engine.
  app.node.setContext('cdktfVersion', undefined)
  const stacks = sites.map((site) => new TopologyStack(app, site, backend))
  const policies = attachPolicies(app, rules)
  return {
    stacks: stacks.map(summaryOf),
    gaps,
    synthesize: () => {
      try {
        app.synth()
      } catch (error) {
        // CDKTF ends at the first stack that is wrong, in its own words; the verdict tells of all.
        policies.verdict()
        throw error
      }
      // Only now do the stacks hold what references between them add.
      return policies.verdict()
    },
  }
}

function summaryOf(stack: TopologyStack): StackSummary {
  const resources: Record<string, number> = {}
  for (const type of stack.resourceTypes()) resources[type] = (resources[type] ?? 0) + 1
  return {
    name: stack.node.id,
    site: stack.site,
    after: stack.dependencies.map(({ node }) => node.id),
    resources,
  }
}
