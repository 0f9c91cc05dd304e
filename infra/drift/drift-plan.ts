import { z } from 'zod'
import type { DriftKind } from '../../twin/model/security-event.ts'
import { type FieldDifference, type FieldStep, fieldDifferences, touches } from './field-difference.ts'

/** An object of a cluster as a stack means it. */
export interface DeclaredObject {
  readonly address: string
  /** `kubernetes_network_policy_v1` */
  readonly type: string
  readonly namespace: string | undefined
  readonly name: string
  /** Of `kubernetes_labels` and its like, which are parts of an object: whose. */
  readonly of: { readonly apiVersion: string; readonly kind: string } | undefined
}

/** A difference of one field: `before` is live, `after` is declared. */
export interface PlannedField extends FieldDifference {
  /** Whether it is so since the last apply; else the declaration is newer than what is applied. */
  readonly isByHand: boolean
}

export interface PlannedObject extends DeclaredObject {
  readonly kind: DriftKind
  /** Of what is changed; empty where Terraform does not say what. */
  readonly fields: readonly PlannedField[]
}

/** What the plan of a stack tells of drift. */
export interface DriftPlan {
  readonly objects: readonly PlannedObject[]
  /** All that the stack declares, changed or not. */
  readonly declared: readonly DeclaredObject[]
  /** Whether nothing of the stack is applied, and something is declared. */
  readonly isNotApplied: boolean
  /** Workloads whose number of copies is a scaler's, and not compared. */
  readonly ofScalers: number
}

/** A workload whose copies a scaler counts. */
export interface Scaled {
  readonly kind: string
  readonly namespace: string
  readonly name: string
}

const changeShape = z.object({
  address: z.string(),
  mode: z.string(),
  type: z.string(),
  change: z.object({
    actions: z.array(z.string()),
    before: z.unknown(),
    after: z.unknown(),
    after_unknown: z.unknown().optional(),
    before_sensitive: z.unknown().optional(),
    after_sensitive: z.unknown().optional(),
    importing: z.unknown().optional(),
  }),
})
const planShape = z.object({
  format_version: z.string().regex(/^1\./, 'a plan of format 1, as Terraform 1 writes it'),
  resource_changes: z.array(changeShape).default([]),
  resource_drift: z.array(changeShape).default([]),
})
type PlannedChange = z.output<typeof changeShape>

const metadataShape = z.object({
  metadata: z.array(z.object({ name: z.string(), namespace: z.string().nullish() })).min(1),
  api_version: z.string().optional(),
  kind: z.string().optional(),
})
const scalerShape = z.object({
  spec: z
    .array(z.object({ scale_target_ref: z.array(z.object({ kind: z.string(), name: z.string() })).min(1) }))
    .min(1),
})

const SCALER = /^kubernetes_horizontal_pod_autoscaler(_|$)/
const SCALED_KINDS: Readonly<Partial<Record<string, RegExp>>> = {
  Deployment: /^kubernetes_deployment(_v1)?$/,
  StatefulSet: /^kubernetes_stateful_set(_v1)?$/,
}
const COPIES: readonly FieldStep[] = [{ field: 'spec' }, { field: 'replicas' }]

/**
 * What `terraform show -json` of a plan tells of drift. `resource_drift` is what differs from the last apply, `resource_changes` what an apply would do.
 *
 * @param scaled workloads that a scaler of the cluster scales, besides those of the plan
 * @returns the drift; or in words what is wrong with the text
 */
export function readDriftPlan(text: string, scaled: readonly Scaled[] = []): DriftPlan | { readonly wrong: string } {
  const json = jsonOf(text)
  const parsed = planShape.safeParse(json)
  if (!parsed.success) {
    const { message = '', path = [] } = parsed.error.issues[0] ?? {}
    return { wrong: `it is no plan of terraform show -json: ${path.join('.')} ${message}`.replace('  ', ' ') }
  }
  const changes = parsed.data.resource_changes.filter(({ mode }) => mode === 'managed')
  const drifts = new Map(
    parsed.data.resource_drift.filter(({ mode }) => mode === 'managed').map((drift) => [drift.address, drift]),
  )
  const declared = changes.filter(({ change }) => isThere(change.after)).map((one) => objectOf(one, one.change.after))
  const allScaled = [...scaled, ...changes.flatMap(scaledBy)]
  const objects = changes.flatMap((planned): readonly PlannedObject[] => {
    const drift = drifts.get(planned.address)
    const kind = kindOf(planned, drift)
    const object = objectOf(planned, planned.change.before ?? planned.change.after)
    const drifted = drift && isThere(drift.change.after) ? fieldDifferences(drift.change) : []
    const asPlanned = kind === 'changed' ? fieldDifferences(planned.change) : []
    const isCopies = (steps: readonly FieldStep[]) => isScaled(object, allScaled) && touches(steps, COPIES)
    if (kind === undefined) return []
    const fields = asPlanned
      .filter(({ steps }) => !isCopies(steps))
      .map((field) => ({ ...field, isByHand: drifted.some(({ steps }) => touches(steps, field.steps)) }))
    return fields.length === 0 && asPlanned.length > 0 ? [] : [{ ...object, kind, fields }]
  })
  return {
    objects,
    declared,
    isNotApplied: changes.length > 0 && drifts.size === 0 && changes.every(isMadeAnew),
    ofScalers: declared.filter((object) => isScaled(object, allScaled)).length,
  }
}

function kindOf({ change }: PlannedChange, drift: PlannedChange | undefined): DriftKind | undefined {
  const { actions, importing } = change
  if (importing !== undefined && importing !== null) return 'not-applied'
  if (actions.includes('create') && !actions.includes('delete'))
    return drift?.change.actions.includes('delete') ? 'gone' : 'not-applied'
  if (actions.includes('update') || (actions.includes('create') && actions.includes('delete'))) return 'changed'
  return actions.includes('delete') || actions.includes('forget') ? 'no-longer-declared' : undefined
}

function isMadeAnew({ change }: PlannedChange): boolean {
  return change.actions.length === 1 && change.actions[0] === 'create'
}

function objectOf({ address, type }: PlannedChange, values: unknown): DeclaredObject {
  const parsed = metadataShape.safeParse(values)
  const { metadata: [metadata] = [], api_version: apiVersion, kind } = parsed.data ?? {}
  return {
    address,
    type,
    namespace: metadata?.namespace ?? undefined,
    name: metadata?.name ?? address.slice(address.indexOf('.') + 1),
    of: apiVersion !== undefined && kind !== undefined ? { apiVersion, kind } : undefined,
  }
}

function scaledBy(scaler: PlannedChange): readonly Scaled[] {
  if (!SCALER.test(scaler.type)) return []
  return [scaler.change.after, scaler.change.before].flatMap((values) => {
    const target = scalerShape.safeParse(values).data?.spec[0]?.scale_target_ref[0]
    return target ? [{ ...target, namespace: objectOf(scaler, values).namespace ?? 'default' }] : []
  })
}

function isScaled({ name, namespace = 'default', type }: DeclaredObject, scaled: readonly Scaled[]): boolean {
  return scaled.some(
    (one) => one.name === name && one.namespace === namespace && SCALED_KINDS[one.kind]?.test(type) === true,
  )
}

function isThere(values: unknown): boolean {
  return values !== null && values !== undefined
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
