import { z } from 'zod'
import { Block } from '../policy/block.ts'
import { plannedStack, planSchema } from '../policy/planned-stack.ts'
import type { RenderedElement, RenderedStack } from '../policy/rendered-stack.ts'
import { whyNoJson, whyNoPlan, wrongParts } from './no-plan.ts'

/** What a plan places: as it is, and as it will be. */
export interface PlanResources {
  readonly before: readonly RenderedElement[]
  readonly after: readonly RenderedElement[]
  /** As it will be, for the rules. */
  readonly stack: RenderedStack
  /** The kubeconfig context of its provider, which is the name of a site in stacks of ours; undefined where it says none, or several. */
  readonly context: string | undefined
}

/** Deeper than any plan of people: what is deeper is not walked. */
const DEEPEST = 100

const changesSchema = z.object({
  resource_changes: z
    .array(
      z.object({
        address: z.string(),
        mode: z.string().optional(),
        type: z.string().optional(),
        change: z.object({ before: z.unknown() }),
      }),
    )
    .optional(),
  configuration: z
    .object({
      provider_config: z
        .record(
          z.string(),
          z.object({
            name: z.string(),
            expressions: z
              .object({ config_context: z.object({ constant_value: z.string().optional() }).optional() })
              .optional(),
          }),
        )
        .optional(),
    })
    .optional(),
})

/**
 * What `terraform show -json` of a plan says.
 * @returns the plan; or in words what is wrong with the text
 */
export function readPlan(text: string): PlanResources | { readonly wrong: string } {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { wrong: whyNoJson(text) }
  }
  if (isDeeperThan(json, DEEPEST)) return { wrong: `it is nested more than ${DEEPEST} levels deep, as no plan is` }
  const plan = planSchema.safeParse(json)
  if (!plan.success) return { wrong: whyNoPlan(json, plan.error) }
  const changes = changesSchema.safeParse(json)
  if (!changes.success) return { wrong: `its changes cannot be read: ${wrongParts(changes.error)}` }
  const before = (changes.data.resource_changes ?? []).flatMap(({ address, change, mode, type }) =>
    mode === 'managed' && type !== undefined && isObject(change.before)
      ? [{ type, path: address, config: new Block(change.before) }]
      : [],
  )
  const contexts = Object.values(changes.data.configuration?.provider_config ?? {}).flatMap(({ expressions, name }) =>
    name === 'kubernetes' ? (expressions?.config_context?.constant_value ?? []) : [],
  )
  const [context, ...others] = new Set(contexts)
  const stack = plannedStack('plan', plan.data)
  return { before, after: stack.resources, stack, context: others.length > 0 ? undefined : context }
}

/** Walked without recursion: what is to be found out is whether that would be safe. */
function isDeeperThan(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
