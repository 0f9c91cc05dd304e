export const RBAC = 'rbac.authorization.k8s.io'

/** A group, as the identity provider names it. */
export function groupSubject(name: string) {
  return { apiGroup: RBAC, kind: 'Group', name }
}
