import type { TerraformElement } from 'cdktf'

/**
 * Gives a resource an address that a person can write, as for an import: `kubernetes_deployment_v1.evisa-decisions`. The name must be once in its type and stack.
 */
export function addressed<T extends TerraformElement>(resource: T, name: string): T {
  resource.overrideLogicalId(name)
  return resource
}
