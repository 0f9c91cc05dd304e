/** A resource of a fabricated plan, in the form of `terraform show -json` (format 1.2). */
interface Planned {
  readonly type?: string
  readonly name?: string
  readonly actions: readonly string[]
  readonly before: unknown
  readonly after: unknown
  readonly more?: Readonly<Record<string, unknown>>
}

/** The text of a plan: what an apply would do, and what differs from the last one. */
export function planJson(changes: readonly Planned[], drifts: readonly Planned[] = []): string {
  const resource = ({ actions, after, before, more, name = 'it', type = 'kubernetes_network_policy_v1' }: Planned) => ({
    ...{ address: `${type}.${name}`, mode: 'managed', type, name },
    change: { actions, before, after, after_unknown: {}, before_sensitive: {}, after_sensitive: {}, ...more },
  })
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: changes.map(resource),
    resource_drift: drifts.map(resource),
  })
}

/** An object as Terraform has it: blocks stand in lists. */
export function objectOf(spec: unknown, metadata: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { metadata: [{ name: 'x', namespace: 'portal', generation: 1, ...metadata }], spec: [spec] }
}
