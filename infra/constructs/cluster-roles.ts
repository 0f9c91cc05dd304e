import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1/index.js'
import { ClusterRoleV1, type ClusterRoleV1Rule } from '@cdktf/provider-kubernetes/lib/cluster-role-v1/index.js'
import { Construct } from 'constructs'
import type { House } from '../policy/house.ts'
import { addressed } from './addressed.ts'
import { APPLIER_RULES, AUDITOR_RULES, WATCHER_RULES } from './rights.ts'
import { groupSubject, RBAC } from './role-subject.ts'

/**
 * What people and machines may do in a site's cluster, as far as they are not the platform's own: watch pods and nodes, read what is declared, and a role for who
 * applies stacks, which each namespace binds to those that apply to it.
 */
export class ClusterRoles extends Construct {
  constructor(scope: Construct, { appliers, watchers, auditors }: House['people']) {
    super(scope, 'roles')
    this.#role(appliers.role, APPLIER_RULES)
    this.#role('oblak-watcher', WATCHER_RULES, watchers)
    this.#role('oblak-auditor', AUDITOR_RULES, auditors)
  }

  /** @param groups that have it in all namespaces; without them each namespace says who has it */
  #role(name: string, rules: readonly ClusterRoleV1Rule[], groups?: readonly string[]): void {
    const role = addressed(new ClusterRoleV1(this, name, { metadata: { name }, rule: [...rules] }), name)
    if (!groups) return
    addressed(
      new ClusterRoleBindingV1(this, `${name}-binding`, {
        dependsOn: [role],
        metadata: { name },
        roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name },
        subject: groups.map(groupSubject),
      }),
      name,
    )
  }
}
