import { AuthorizationV1Api, type KubeConfig } from '@kubernetes/client-node'
import { expect, it } from 'vitest'

export interface GrantingCluster {
  /** With the context of the cluster. Asked when a test runs. */
  readonly config: () => KubeConfig
  /** Of a service, and the group that applies its class. */
  readonly namespace: string
  readonly applier: string
}

/** A resource of the API as `apps/deployments`, or `pods/exec` with a group of no name: `/pods/exec`. */
type Resource = `${string}/${string}`

/** What a stack of services is made of, by hand: the kinds of resources that the stacks of the shipped estate hold. */
const MADE: readonly Resource[] = [
  '/services',
  '/serviceaccounts',
  'apps/deployments',
  'apps/statefulsets',
  'autoscaling/horizontalpodautoscalers',
  'batch/cronjobs',
  'networking.k8s.io/ingresses',
  'networking.k8s.io/networkpolicies',
  'policy/poddisruptionbudgets',
]
const GIVEN: readonly Resource[] = [
  '/limitranges',
  '/namespaces',
  '/resourcequotas',
  'rbac.authorization.k8s.io/rolebindings',
]
/** What leads to everything else. */
const NEVER: readonly (readonly [verb: string, resource: Resource])[] = [
  ['get', '/secrets'],
  ['list', '/secrets'],
  ['create', '/secrets'],
  ['get', '/configmaps'],
  ['create', '/pods'],
  ['delete', '/pods'],
  ['create', '/pods/exec'],
  ['get', '/pods/exec'],
  ['get', '/pods/log'],
  ['create', '/serviceaccounts/token'],
  ['patch', '/namespaces'],
  ['patch', '/resourcequotas'],
  ['create', 'rbac.authorization.k8s.io/roles'],
  ['create', 'rbac.authorization.k8s.io/rolebindings'],
  ['bind', 'rbac.authorization.k8s.io/clusterroles'],
  ['patch', '/nodes'],
  ['impersonate', '/groups'],
]

/** Tests of a cluster in which stacks are applied: who may do what, by the cluster's own answer. */
export function itGrants({ config, namespace, applier }: GrantingCluster): void {
  let api: AuthorizationV1Api | undefined
  const may = async (group: string, verb: string, resource: Resource, within?: string): Promise<boolean> => {
    const [apiGroup = '', name = '', subresource] = resource.split('/')
    api ??= config().makeApiClient(AuthorizationV1Api)
    const resourceAttributes = {
      verb,
      group: apiGroup,
      resource: name,
      ...(subresource !== undefined && { subresource }),
      ...(within !== undefined && { namespace: within }),
    }
    const { status } = await api.createSubjectAccessReview({
      body: { spec: { user: 'somebody', groups: [group, 'system:authenticated'], resourceAttributes } },
    })
    return status?.allowed === true
  }
  /** Those of the questions that are answered so. */
  const answered = async (
    is: boolean,
    group: string,
    verbs: readonly string[],
    resources: readonly Resource[],
    within?: string,
  ) => {
    const asked = resources.flatMap((resource) => verbs.map((verb) => [verb, resource] as const))
    const answers = await Promise.all(asked.map(([verb, resource]) => may(group, verb, resource, within)))
    return asked.filter((_, at) => answers[at] === is).map(([verb, resource]) => `${verb} ${resource}`)
  }
  const nothingMore = async (group: string, within?: string) => {
    for (const [verb, resource] of NEVER) {
      expect([group, verb, resource, await may(group, verb, resource, within)]).toEqual([group, verb, resource, false])
    }
  }

  it('let who applies a class make and change what its services are, in its namespaces and nowhere else', async () => {
    const writing = ['get', 'create', 'update', 'patch', 'delete']
    expect(await answered(false, applier, writing, MADE, namespace)).toEqual([])
    expect(await answered(false, applier, ['get'], GIVEN, namespace)).toEqual([])
    await nothingMore(applier, namespace)
    for (const other of ['kube-system', 'default', undefined]) {
      expect(await answered(true, applier, ['get', 'create'], [...MADE, ...GIVEN], other)).toEqual([])
    }
    expect(await answered(true, 'oblak:apply-wallet', ['get', 'create'], [...MADE, ...GIVEN], namespace)).toEqual([])
  })

  it('let the twin see pods and nodes, and nothing else', async () => {
    const seeing = ['get', 'list', 'watch']
    expect(await answered(false, 'oblak:twin', seeing, ['/pods', '/nodes'])).toEqual([])
    expect(await answered(true, 'oblak:twin', seeing, [...MADE, ...GIVEN])).toEqual([])
    await nothingMore('oblak:twin')
    expect(await answered(true, 'oblak:twin', ['create', 'update', 'patch', 'delete'], ['/pods', '/nodes'])).toEqual([])
  })

  it('let auditors read all that stacks declare, change nothing, and see no secret', async () => {
    const declared: readonly Resource[] = [
      ...MADE,
      ...GIVEN,
      '/nodes',
      'scheduling.k8s.io/priorityclasses',
      'storage.k8s.io/storageclasses',
      'rbac.authorization.k8s.io/clusterroles',
      'rbac.authorization.k8s.io/clusterrolebindings',
    ]
    expect(await answered(false, 'oblak:auditors', ['get', 'list'], declared)).toEqual([])
    expect(await answered(true, 'oblak:auditors', ['create', 'update', 'patch', 'delete'], declared)).toEqual([])
    await nothingMore('oblak:auditors')
  })
}
