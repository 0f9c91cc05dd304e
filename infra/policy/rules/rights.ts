import { type Block, UNKNOWN } from '../block.ts'
import type { House } from '../house.ts'
import { ruleOver } from '../rule-over.ts'
import { BINDINGS, ROLES } from '../subjects.ts'
import { familyOf } from '../workload.ts'
import { unless } from '../wrong.ts'

/** What is a pod, makes pods, or gives the token of an account. */
const PODS = [
  'pods',
  'pods/ephemeralcontainers',
  'deployments',
  'replicasets',
  'replicationcontrollers',
  'statefulsets',
  'daemonsets',
  'jobs',
  'cronjobs',
  'serviceaccounts/token',
]
/** Of them, what the role of those who apply stacks may write: Kubernetes makes the pods, as rules and admission want them. */
const APPLIED = ['deployments', 'statefulsets', 'daemonsets', 'jobs', 'cronjobs']
const WRITING = ['create', 'update', 'patch']
/** A connection into a pod is asked for by POST or by GET (Kubernetes, websockets): create and get. */
const WAYS_IN = ['pods/exec', 'pods/attach', 'pods/portforward', 'nodes/proxy']
const CONNECTING = ['create', 'get']
/** Verbs by which one who has few rights takes those of others. */
const RISING = ['bind', 'escalate', 'impersonate']
/** Roles that come with every cluster and hold more than a workload needs. */
const GREAT_ROLES = ['cluster-admin', 'admin', 'edit']
/** Whoever signs in, or does not. */
const GREAT_GROUPS = ['system:masters', 'system:authenticated', 'system:unauthenticated', 'system:serviceaccounts']
/** What is written, or deleted by the lot, is handed back. */
const SHOWING = ['get', 'list', 'watch', 'update', 'patch', 'deletecollection']

export const noWildcards = ruleOver(ROLES, {
  id: 'no-rights-by-wildcard',
  standard: 'CIS Kubernetes Benchmark 5.1.3',
  reason: 'a wildcard gives rights over what nobody has thought of yet',
  fix: 'name the API groups, resources and verbs that are needed',
  faults: ({ config }) =>
    ['api_groups', 'resources', 'verbs', 'non_resource_urls'].flatMap((name) =>
      config.all('rule').some((rule) => has(rule, name, (value) => value.includes('*')))
        ? [`${name} has a wildcard`]
        : [],
    ),
})

export const noSecretRights = ruleOver(ROLES, {
  id: 'no-rights-to-all-secrets',
  standard: 'CIS Kubernetes Benchmark 5.1.2',
  reason: 'who may list secrets has all of them',
  fix: 'allow get alone, of secrets that are named by resource_names',
  faults: ({ config }) =>
    config
      .all('rule')
      .filter((rule) => has(rule, 'resources', (value) => value === 'secrets'))
      .flatMap((rule) => {
        const verbs = rule.texts('verbs').filter((verb) => verb === UNKNOWN || SHOWING.includes(verb))
        const isNamed = rule.texts('resource_names').length > 0
        return verbs.some((verb) => verb !== 'get') || (verbs.length > 0 && !isNamed)
          ? [
              `it may ${verbs.map((verb) => (verb === UNKNOWN ? 'do what is known only at apply with' : verb)).join(', ')} secrets${isNamed ? '' : ' of any name'}`,
            ]
          : []
      }),
})

export const noPodRights = ruleOver(ROLES, {
  id: 'no-rights-to-make-pods',
  standard: 'CIS Kubernetes Benchmark 5.1.4',
  reason: 'who may make a pod, or enter one, has every account and secret of the namespace',
  fix: `leave ${WRITING.join(', ')} on ${PODS.join(', ')}, and ${CONNECTING.join(', ')} on ${WAYS_IN.join(', ')}, to those who apply stacks`,
  faults: ({ type, config }, _stack, { people }) => {
    const isApplier = familyOf(type) === 'cluster_role' && config.one('metadata').text('name') === people.appliers.role
    const pods = isApplier ? PODS.filter((resource) => !APPLIED.includes(resource)) : PODS
    return config
      .all('rule')
      .flatMap((rule) => [
        ...allowed(rule, WRITING, pods).map((resource) => `it may write ${resource}`),
        ...allowed(rule, CONNECTING, WAYS_IN).map((resource) => `it may connect by ${resource}`),
      ])
  },
})

export const noRightsToRise = ruleOver(ROLES, {
  id: 'no-rights-to-rise',
  standard: 'CIS Kubernetes Benchmark 5.1.8',
  reason: 'who may bind roles, widen them or be somebody else has the rights of all others',
  fix: `leave the verbs ${RISING.join(', ')} out, and aggregation_rule with which a role takes in others`,
  faults: ({ config }) => [
    ...config.all('rule').flatMap((rule) =>
      rule.texts('verbs').flatMap((verb) => {
        if (verb === UNKNOWN) return ['it may do what is known only at apply']
        return RISING.includes(verb) ? [`it may ${verb}`] : []
      }),
    ),
    ...(config.has('aggregation_rule') ? ['it takes in the rights of other roles'] : []),
  ],
})

/** Those of the resources that a rule allows one of the verbs on. */
function allowed(rule: Block, verbs: readonly string[], resources: readonly string[]): readonly string[] {
  if (!has(rule, 'verbs', (verb) => verbs.includes(verb))) return []
  return rule.texts('resources').flatMap((resource) => {
    if (resource === UNKNOWN) return ['what is known only at apply']
    return resources.includes(resource) ? [resource] : []
  })
}

/** What is not known may be it. */
function has(rule: Block, name: string, isMeant: (value: string) => boolean): boolean {
  return rule.texts(name).some((value) => value === UNKNOWN || isMeant(value))
}

export const noGreatRoles = ruleOver(BINDINGS, {
  id: 'no-great-roles',
  standard: 'CIS Kubernetes Benchmark 5.1.1',
  reason: 'the roles that come with a cluster read its secrets and enter its pods',
  fix: `bind a role that names what is needed, in place of ${GREAT_ROLES.join(', ')} or one that begins with system:, to an account of its own and no group of all; the role of those who apply stacks, in a namespace, to a group of the house (infra/policy/house.ts)`,
  faults: ({ type, config }, _stack, { people }) => [
    ...(config.one('role_ref').text('name') === people.appliers.role ? wrongAppliers(type, config, people) : []),
    ...unless(
      'role_ref.name',
      config.one('role_ref').text('name'),
      (name) => !GREAT_ROLES.includes(name) && !name.startsWith('system:'),
    ),
    ...config
      .all('subject')
      .flatMap((subject) => unless('subject.name', subject.text('name'), (name) => !GREAT_GROUPS.includes(name))),
  ],
})

/** The role of those who apply stacks is had in a namespace, by groups that the house names for it. */
function wrongAppliers(type: string, config: Block, { appliers }: House['people']): readonly string[] {
  const groups = Object.values(appliers.groups)
  return [
    ...(familyOf(type) === 'role_binding' ? [] : [`it binds ${appliers.role} in all namespaces`]),
    ...config
      .all('subject')
      .flatMap((subject) => [
        ...unless('subject.kind', subject.text('kind'), (kind) => kind === 'Group'),
        ...unless('subject.name', subject.text('name'), (name) => groups.includes(name)),
      ]),
  ]
}
