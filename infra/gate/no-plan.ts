import type { z } from 'zod'
import { harmlessText } from '../../twin/kit/harmless-text.ts'

const WHAT_TO_DO = 'write one: terraform show -json plan.tfplan > plan.json'
/** Parts of a configuration that is written as JSON, of which it has one at least. */
const OF_CONFIGURATION = ['resource', 'provider', 'terraform', 'module', 'data', 'variable', 'output']

/** What a text is that is not JSON, and how to come by a plan. None of the text is told: it may hold secrets. */
export function whyNoJson(text: string): string {
  if (text.trim() === '') return `it is empty; ${WHAT_TO_DO}`
  if (text.startsWith('PK\u0003\u0004')) return `it is the plan’s own file, which Terraform alone reads; ${WHAT_TO_DO}`
  if (text.startsWith('{"@level"')) return `it is the log of terraform plan -json, and no plan; ${WHAT_TO_DO}`
  return `it is no JSON; ${WHAT_TO_DO}`
}

/** What a document is that is not a plan of format 1, and how to come by one. */
export function whyNoPlan(json: unknown, fault: z.ZodError): string {
  return `${whatInstead(json, fault)}; ${WHAT_TO_DO}`
}

function whatInstead(json: unknown, fault: z.ZodError): string {
  const document = new Map(typeof json === 'object' && json !== null ? Object.entries(json) : [])
  const version: unknown = document.get('format_version')
  if (document.has('planned_values')) {
    if (typeof version === 'string' && /^\d{1,3}(\.\d{1,3})*$/.test(version) && !version.startsWith('1.'))
      return `it is a plan of format ${version}, and format 1 is read, which Terraform 1 writes`
    return `it is not as a plan of format 1 is: ${wrongParts(fault)}`
  }
  if (version === undefined && document.has('serial') && document.has('lineage')) return 'it is a state, and no plan'
  if (version !== undefined && (document.has('values') || document.size <= 2))
    return 'it is a state, and no plan: terraform show -json was given no file of a plan'
  if (version === undefined && OF_CONFIGURATION.some((part) => document.has(part)))
    return 'it is Terraform’s configuration, as cdk.tf.json is, and no plan of it'
  return 'it is JSON of something else, and no plan: it has no planned_values'
}

/** Where it is another than a plan: the first few places, for one mistake is many. */
export function wrongParts({ issues }: z.ZodError): string {
  const places = new Set(issues.map(({ path }) => (path.length > 0 ? path.join('.') : 'the document')))
  return [...places]
    .slice(0, 3)
    .map((place) => `${harmlessText(place).slice(0, 200)} is missing or of another kind`)
    .join(', ')
}
