/** Who is given rights by a binding. */
export interface BindingSubject {
  readonly kind: string
  readonly name: string
  readonly namespace?: string
}

/** Groups that the API server puts every service account in, and who signs in as nobody. */
const EVERYBODY = new Set(['system:serviceaccounts', 'system:authenticated', 'system:unauthenticated'])
const GROUP_OF_NAMESPACE = /^system:serviceaccounts:(.+)$/
/** A service account as a user, which is the same to the API server. */
const ACCOUNT_AS_USER = /^system:serviceaccount:([^:]+):/

/** Whether a binding gives rights to the service accounts of one of the namespaces, or to everybody: these are among them. */
export function givesRightsTo(namespaces: ReadonlySet<string>, subjects: readonly BindingSubject[]): boolean {
  return subjects.some(({ kind, name, namespace = '' }) => {
    if (kind === 'ServiceAccount') return namespaces.has(namespace)
    if (kind === 'Group') return EVERYBODY.has(name) || namespaces.has(GROUP_OF_NAMESPACE.exec(name)?.[1] ?? '')
    return name === 'system:anonymous' || namespaces.has(ACCOUNT_AS_USER.exec(name)?.[1] ?? '')
  })
}
