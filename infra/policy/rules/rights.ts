import { type Block, UNKNOWN } from '../block.ts'
import { ruleOver } from '../rule-over.ts'
import { BINDINGS, ROLES } from '../subjects.ts'
import { unless } from '../wrong.ts'

const WAYS_IN = ['pods', 'pods/exec', 'pods/attach', 'pods/ephemeralcontainers', 'nodes/proxy']
/** Roles that come with every cluster and hold more than a workload needs. */
const GREAT_ROLES = ['cluster-admin', 'admin', 'edit', 'system:masters']
const READING = ['get', 'list', 'watch']

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
        const verbs = rule.texts('verbs').filter((verb) => verb === UNKNOWN || READING.includes(verb))
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
  fix: `leave the verb create on ${WAYS_IN.join(', ')} to those who apply stacks`,
  faults: ({ config }) =>
    config
      .all('rule')
      .filter((rule) => has(rule, 'verbs', (verb) => verb === 'create'))
      .flatMap((rule) => rule.texts('resources'))
      .filter((resource) => resource === UNKNOWN || WAYS_IN.includes(resource))
      .map((resource) =>
        resource === UNKNOWN ? 'it may create what is known only at apply' : `it may create ${resource}`,
      ),
})

/** What is not known may be it. */
function has(rule: Block, name: string, isMeant: (value: string) => boolean): boolean {
  return rule.texts(name).some((value) => value === UNKNOWN || isMeant(value))
}

export const noGreatRoles = ruleOver(BINDINGS, {
  id: 'no-great-roles',
  standard: 'CIS Kubernetes Benchmark 5.1.1',
  reason: 'the roles that come with a cluster read its secrets and enter its pods',
  fix: `bind a role that names what is needed, in place of ${GREAT_ROLES.slice(0, 3).join(', ')}`,
  faults: ({ config }) => [
    ...unless('role_ref.name', config.one('role_ref').text('name'), (name) => !GREAT_ROLES.includes(name)),
    ...config
      .all('subject')
      .flatMap((subject) => unless('subject.name', subject.text('name'), (name) => !GREAT_ROLES.includes(name))),
  ],
})
