import type { ApiType } from './api-schema.ts'

/** What only Terraform knows of: how long it waits, and for what; and what it asks of apply itself. */
const TERRAFORM_ONLY = new Set([
  'id',
  'timeouts',
  'wait_for_completion',
  'wait_for_default_service_account',
  'wait_for_load_balancer',
  'wait_for_rollout',
  'wait_for_service_account_token',
  'wait_until_bound',
  'binary_data_wo',
  'binary_data_wo_revision',
  'data_wo',
  'data_wo_revision',
  'default_secret_name',
])

/** Names of the provider that are other words than the API's. */
const OTHER_WORDS: Readonly<Partial<Record<string, string>>> = {
  storageprovisioner: 'provisioner',
  // Of a daemon set.
  strategy: 'updateStrategy',
}

/** Whether no API ever hears of a name. */
export function isTerraformOnly(name: string): boolean {
  return TERRAFORM_ONLY.has(name)
}

/**
 * The API's field for a name of the provider's schema: the same letters without case and underscores, in the singular or the plural.
 * @returns undefined where the name is Terraform's alone, or the API has no such field
 */
export function fieldOf({ schema }: ApiType, name: string): string | undefined {
  return TERRAFORM_ONLY.has(name) ? undefined : fieldAmong(Object.keys(schema.properties ?? {}), name)
}

/** The same among the names of the API's fields. */
export function fieldAmong(fields: readonly string[], name: string): string | undefined {
  const letters = name.replaceAll('_', '')
  for (const wanted of [letters, `${letters}s`, `${letters}es`, letters.replace(/y$/, 'ies')]) {
    const field = fields.find((known) => known.toLowerCase() === wanted)
    if (field !== undefined) return field
  }
  const other = OTHER_WORDS[letters]
  return other !== undefined && fields.includes(other) ? other : undefined
}
