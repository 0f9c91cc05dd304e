import { App } from 'cdktf'
import type { Estate } from '../twin/model/estate.ts'
import { catalogueLines } from './catalogue/catalogue-lines.ts'
import { type ImageLock, practiceImageLock } from './catalogue/image-lock.ts'
import { CLOUD_SITES, type Duty } from './catalogue/recovery.ts'
import type { Service } from './catalogue/service.ts'
import { meansOf } from './catalogue/site-means.ts'
import { STATE_CATALOGUE } from './catalogue/state-catalogue.ts'
import { withoutCreationStacks } from './creation-stacks.ts'
import { refusedCatalogue } from './errors.ts'
import { catalogueWork } from './gate/catalogue-work.ts'
import { Gate } from './gate/gate.ts'
import { verdictOf } from './gate/verdict.ts'
import { type LabelGap, topologyOf } from './labels/topology.ts'
import { ALL_RULES } from './policy/all-rules.ts'
import { attachPolicies, type PolicyOptions } from './policy/attach-policies.ts'
import type { PolicyTally } from './policy/judge-stacks.ts'
import type { Rule } from './policy/rule.ts'
import type { Backend } from './stacks/backends.ts'
import { CapacityStack } from './stacks/capacity-stack.ts'
import { ServiceStack } from './stacks/service-stack.ts'
import { serviceStacks } from './stacks/service-stacks.ts'
import type { SiteStack } from './stacks/site-stack.ts'
import { TopologyStack } from './stacks/topology-stack.ts'

export interface AppOptions extends PolicyOptions {
  readonly backend: Backend
  /** @default all of the house */
  readonly rules?: readonly Rule[]
  /** @default that of the state; none where the estate has neither of the state's sites */
  readonly catalogue?: readonly Service[]
  /** @default the shipped lock, which is one of practice */
  readonly images?: ImageLock
  /** Namespaces that are there already, as `belgrade/evisa`. @default none */
  readonly adopt?: readonly string[]
  /** Whether the gate is among the stacks, which judges all of the catalogue against the racks. @default false: it takes as long as all other stacks */
  readonly gate?: boolean
}

/** A stack, as people and programs hear of it. */
export interface StackSummary {
  readonly name: string
  /** Absent for the gate, which asks no cluster. */
  readonly site?: string
  /** Names of the stacks that must be applied before. */
  readonly after: readonly string[]
  /** How many of each type. */
  readonly resources: Readonly<Record<string, number>>
  /** What runs or stands by in it. */
  readonly services: readonly { readonly name: string; readonly duty: Duty }[]
}

/** The stacks of an estate, not yet written. */
export interface StateCloud {
  /** In the order in which they are applied. */
  readonly stacks: readonly StackSummary[]
  readonly gaps: readonly LabelGap[]
  /** Services that the estate has no site for. */
  readonly unplaced: readonly string[]
  /** Why Terraform will refuse the plan of the gate; none where all fits, or where there is no gate. */
  readonly refusals: readonly string[]
  /** What the digests of the images are; absent where no service is placed. */
  readonly images?: ImageLock['basis']
  /**
   * Judges the stacks by the rules and has CDKTF write them into the folder.
   * @throws InfraError `policy`; nothing that was written is to be used then
   */
  synthesize(): readonly PolicyTally[]
}

/**
 * Makes the stacks of an estate and a catalogue, the rules attached to each.
 *
 * @param folder an empty folder for CDKTF, which makes folders in it at once
 * @throws InfraError where the estate gives no names or no nodes, or the catalogue is wrong for it
 */
export function stateCloud(estate: Estate, folder: string, options: AppOptions): StateCloud {
  return withoutCreationStacks(() => made(estate, folder, options))
}

function made(estate: Estate, folder: string, options: AppOptions): StateCloud {
  const { backend, rules = ALL_RULES, catalogue = STATE_CATALOGUE, images = practiceImageLock(), adopt = [] } = options
  const topology = topologyOf(estate)
  const app = new App({ outdir: folder, stackTraces: false })
  // What is written depends on the estate and the catalogue alone: not on the version of the engine.
  app.node.setContext('cdktfVersion', undefined)
  const nodes = topology.sites.map((site) => new TopologyStack(app, site, backend))
  const isOurs = topology.sites.some(({ site }) => CLOUD_SITES.some((known) => known === site))
  const services = isOurs
    ? serviceStacks(app, {
        catalogue,
        images,
        adopt,
        means: meansOf(topology),
        lineOf: catalogueLines(),
        backend,
        before: nodes,
      })
    : refusedAdoption(adopt)
  const capacity = isOurs && options.gate === true ? [capacityStack(app, estate, topology, catalogue, backend)] : []
  const policies = attachPolicies(app, rules, options)
  return {
    stacks: [...capacity, ...nodes, ...services].map(summaryOf),
    gaps: topology.gaps,
    unplaced: isOurs ? [] : catalogue.map(({ name }) => name),
    refusals: capacity.flatMap(({ refusals }) => refusals),
    ...(services.length > 0 && { images: images.basis }),
    synthesize: () => {
      try {
        withoutCreationStacks(() => app.synth())
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

/** @throws InfraError `catalogue`: where nothing is placed there is nothing to adopt */
function refusedAdoption(adopt: readonly string[]): readonly [] {
  const message = 'is to be adopted, but the estate has none of the sites of the catalogue'
  if (adopt.length > 0) throw refusedCatalogue(adopt.map((path) => ({ path, message })))
  return []
}

/** What the catalogue asks of the sites, judged by the loss of each of their parts. */
function capacityStack(
  app: App,
  estate: Estate,
  topology: ReturnType<typeof topologyOf>,
  catalogue: readonly Service[],
  backend: Backend,
): CapacityStack {
  const work = catalogueWork(catalogue, meansOf(topology))
  return new CapacityStack(app, { verdict: verdictOf(new Gate(estate, topology), work), backend })
}

function summaryOf(stack: SiteStack | CapacityStack): StackSummary {
  const resources: Record<string, number> = {}
  for (const type of stack.resourceTypes()) resources[type] = (resources[type] ?? 0) + 1
  return {
    name: stack.node.id,
    ...('site' in stack && { site: stack.site }),
    after: stack.dependencies.map(({ node }) => node.id),
    resources,
    services: stack instanceof ServiceStack ? dutiesOf(stack) : [],
  }
}

/** A service is active at a site where any of its workloads is. */
function dutiesOf({ placements }: ServiceStack): StackSummary['services'] {
  return [...new Set(placements.map(({ service }) => service))].map((service) => ({
    name: service.name,
    duty: placements.some((placement) => placement.service === service && placement.duty === 'active')
      ? 'active'
      : 'standby',
  }))
}
