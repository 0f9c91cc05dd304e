import { join } from 'node:path'
import type { RaisedEvent, RaisedEvents } from '../../twin/model/security-event.ts'
import { catalogueLines } from '../catalogue/catalogue-lines.ts'
import { type PlannedJson, type PlanOptions, planStacks, type SiteApplied } from '../cluster/apply/apply-stacks.ts'
import { familyOf } from '../policy/workload.ts'
import { ClusterClient } from '../stand-in/cluster-client.ts'
import type { ManagedFields } from '../stand-in/field-owners.ts'
import { byUrgency, type DriftFacts, driftEvent } from './drift-event.ts'
import { type DeclaredObject, type DriftPlan, type PlannedObject, readDriftPlan } from './drift-plan.ts'
import { type FieldStep, fieldText } from './field-difference.ts'
import { isTerraform, lastWriteOf, makerOf, writerOf } from './field-writer.ts'
import { MetadataReader } from './live-metadata.ts'
import { nameText, shownSides } from './shown-value.ts'
import { topicOfField, topicOfObject } from './topic.ts'
import { ownNamespaces, undeclaredIn } from './undeclared.ts'

/** What was looked at, at a site. */
export interface SiteDrift extends SiteApplied {
  readonly site: string
  /** Why a part of it could not be looked at, besides stacks that failed. */
  readonly notReached: readonly string[]
}

export interface DriftReport extends RaisedEvents {
  readonly sites: readonly SiteDrift[]
  /** Workloads whose number of copies is a scaler's, and not compared. */
  readonly ofScalers: number
}

type Found = Omit<DriftReport, 'sites' | 'source'> & { readonly notReached: readonly string[] }

const NOTHING: Found = { covers: [], events: [], notReached: [], ofScalers: 0 }

/**
 * Compares what is applied with what is declared, for every stack that is for a cluster, and what is in the stacks' namespaces with what all of them declare. Nothing is
 * changed. Each site goes for itself.
 * @throws InfraError as `planStacks`
 */
export async function findDrift(options: Omit<PlanOptions, 'onPlan'>): Promise<DriftReport> {
  const plans: PlannedJson[] = []
  const applied = await planStacks({ ...options, onPlan: (plan) => plans.push(plan) })
  const lineOf = catalogueLines()
  const sites = await Promise.all(
    applied.map(async (one) => {
      const site = one.site ?? ''
      const own = plans.filter((plan) => plan.site === site)
      const found = one.away === undefined ? await driftAt(one, own, options, lineOf) : NOTHING
      return { site: { ...one, site, notReached: found.notReached }, found }
    }),
  )
  const all = sites.map(({ found }) => found)
  return {
    source: 'drift',
    sites: sites.map(({ site }) => site),
    covers: all.flatMap(({ covers }) => covers),
    events: all.flatMap(({ events }) => events).toSorted(byUrgency),
    ofScalers: all.reduce((sum, { ofScalers }) => sum + ofScalers, 0),
  }
}

async function driftAt(
  { site = '', stacks }: SiteApplied,
  plans: readonly PlannedJson[],
  { clusters, folder, message }: Omit<PlanOptions, 'onPlan'>,
  lineOf: ReturnType<typeof catalogueLines>,
): Promise<Found> {
  await using client = new ClusterClient(
    clusters?.kubeconfig ?? join(folder, 'kubeconfig'),
    clusters?.contexts[site] ?? site,
  )
  const reader = new MetadataReader(client)
  const notReached: string[] = []
  const orElse = async <T>(what: string, work: Promise<T>, instead: T): Promise<T> =>
    work.catch((error: unknown) => {
      const reason = `${what}: ${error instanceof Error ? error.message : String(error)}`
      if (!notReached.includes(reason)) notReached.push(reason)
      return instead
    })
  const scaled = await orElse('the scalers could not be read', reader.scaled(), [])
  const read = plans.flatMap((plan): readonly { readonly plan: PlannedJson; readonly drift: DriftPlan }[] => {
    const drift = readDriftPlan(plan.plan, scaled)
    if (!('wrong' in drift)) return [{ plan, drift }]
    notReached.push(`the plan of ${plan.stack}: ${drift.wrong}`)
    return []
  })
  const writes = (object: DeclaredObject) => orElse('who changed what could not be read', reader.writes(object), [])
  const known = await Promise.all(
    read.map(({ plan, drift }) => eventsOf(plan, drift, writes, (path) => constructLine(path, lineOf))),
  )
  const declared = read.flatMap(({ drift }) => drift.declared)
  const isAllRead = read.length === stacks.length
  const undeclared = isAllRead
    ? await orElse(
        'what nobody declared could not be looked for',
        undeclaredIn(reader, ownNamespaces(declared), declared),
        undefined,
      )
    : undefined
  if (!isAllRead) notReached.push('what nobody declared was not looked for: not all stacks could be planned')
  const events = [
    ...known.flat(),
    ...(undeclared ?? []).map(({ live, type }) =>
      driftEvent({
        ...bare(site, null, objectText(type, live.metadata.namespace, live.metadata.name)),
        topic: topicOfObject(type),
        kind: 'undeclared',
        who: makerOf(live.metadata.managedFields ?? []) ?? null,
      }),
    ),
  ]
  message(`${site}: ${events.length} differences`)
  return {
    covers: [...read.map(({ plan: { stack } }) => ({ site, stack })), ...(undeclared ? [{ site, stack: null }] : [])],
    events,
    notReached,
    ofScalers: read.reduce((sum, { drift }) => sum + drift.ofScalers, 0),
  }
}

async function eventsOf(
  { constructs, site, stack }: PlannedJson,
  { isNotApplied, objects }: DriftPlan,
  writes: (object: DeclaredObject) => Promise<readonly ManagedFields[]>,
  lineOfConstruct: (path: string) => string | null,
): Promise<readonly RaisedEvent[]> {
  if (isNotApplied) {
    return [driftEvent({ ...bare(site, stack, `stack ${stack}`), topic: 'stack', kind: 'not-applied', who: null })]
  }
  const events = await Promise.all(
    objects.map(async (object) => {
      const construct = constructs.get(object.address) ?? null
      const base = {
        ...bare(site, stack, objectText(object.type, object.namespace, object.name, object.of?.kind)),
        construct,
        line: construct === null ? null : lineOfConstruct(construct),
      }
      if (object.kind !== 'changed') {
        return [driftEvent({ ...base, topic: topicOfObject(object.type), kind: object.kind, who: null })]
      }
      return changedEvents(base, object, await writes(object))
    }),
  )
  return events.flat()
}

/** An event for each field; one of the whole where Terraform does not say what is changed. */
function changedEvents(
  base: ReturnType<typeof bare>,
  { fields, type }: PlannedObject,
  entries: readonly ManagedFields[],
): readonly RaisedEvent[] {
  const lastWrite = lastWriteOf(entries) ?? null
  if (fields.length === 0) {
    return [driftEvent({ ...base, topic: topicOfObject(type), kind: 'changed', who: null, lastWrite })]
  }
  return fields.map((field) => {
    const writer = writerOf(entries, apiSteps(type, field.steps))
    const isByHand = field.isByHand || (writer !== undefined && !isTerraform(writer))
    const who = isByHand && writer !== undefined && !isTerraform(writer) ? writer : null
    return driftEvent({
      ...base,
      topic: topicOfField(type, field.steps, [field.before, field.after]),
      kind: isByHand ? 'changed' : 'not-applied',
      field: nameText(fieldText(field.steps)),
      ...shownSides(type, field),
      who,
      lastWrite: who || !isByHand ? null : lastWrite,
    })
  })
}

/** Of resources that are a part of an object, where that part stands in it. */
function apiSteps(type: string, steps: readonly FieldStep[]): readonly FieldStep[] {
  if (type === 'kubernetes_labels' || type === 'kubernetes_annotations') return [{ field: 'metadata' }, ...steps]
  return type === 'kubernetes_node_taint' ? [{ field: 'spec' }, ...steps] : steps
}

function bare(site: string, stack: string | null, object: string): Omit<DriftFacts, 'topic' | 'kind' | 'who'> {
  const nothing = { field: null, declared: null, live: null, lastWrite: null, construct: null, line: null }
  return { ...nothing, site, stack, object: nameText(object) }
}

/** `NetworkPolicy portal/default-deny` */
function objectText(type: string, namespace: string | undefined, name: string, of?: string): string {
  const words = familyOf(type)
    .split('_')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
  const kind = of === undefined ? words.join('') : `${words.join('')} of ${of}`
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`
}

/** The line that asked for a construct, by its path: `egov-belgrade/portal/web/deployment`. */
function constructLine(path: string, lineOf: ReturnType<typeof catalogueLines>): string | null {
  const [, service, workload] = path.split('/')
  if (service === undefined) return null
  return (workload === undefined ? undefined : lineOf(service, workload)) ?? lineOf(service) ?? null
}
