import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppsV1Api, CoreV1Api, KubeConfig, setHeaderOptions } from '@kubernetes/client-node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { findPart } from '../../twin/kit/testing/real-part.ts'
import { builtParts, partsCache } from '../cluster/parts.ts'
import { clusterDown, clusterUp } from '../cluster/practice-cluster.ts'
import { estateOf, rowWith, siteWith } from '../testing/estate-of.ts'
import { terraformPlace } from '../testing/terraform-place.ts'
import { serveStandIn } from './serve-stand-in.ts'

const NAME = 'a stand-in for the provider before a real control plane'
const CACHE = partsCache(process.env)
const isReady = (await builtParts(CACHE)) !== undefined && findPart('terraform') !== undefined
if (!isReady) {
  process.stderr.write(
    `\nNOT TESTED: "${NAME}" needs terraform on the PATH and the practice cluster: npx oblak cluster build\n`,
  )
}

const TYPES = ['namespace_v1', 'deployment_v1', 'secret_v1', 'network_policy_v1', 'resource_quota_v1', 'labels']
const LABELS = { app: 'web' }
const RESTRICTED = { 'pod-security.kubernetes.io/enforce': 'restricted' }

const container = (more: object = {}) => ({
  name: 'web',
  image: 'registry.practice/web@sha256:aa',
  port: [{ container_port: 8443, name: 'main' }],
  resources: { requests: { cpu: '1000m', memory: '1Gi' } },
  security_context: {
    run_as_non_root: true,
    allow_privilege_escalation: false,
    read_only_root_filesystem: true,
    capabilities: { drop: ['ALL'] },
    seccomp_profile: { type: 'RuntimeDefault' },
    ...more,
  },
})

const deployment = (name: string, own: object, within = '20s') => ({
  depends_on: ['kubernetes_namespace_v1.web'],
  metadata: { name, namespace: 'web', labels: LABELS },
  timeouts: { create: within, update: within },
  spec: {
    replicas: '2',
    selector: { match_labels: LABELS },
    strategy: { type: 'RollingUpdate', rolling_update: { max_surge: '25%', max_unavailable: '0' } },
    template: {
      metadata: { labels: LABELS },
      spec: {
        container: [own],
        volume: [{ name: 'key', secret: { secret_name: 'key', default_mode: '0440' } }],
        toleration: [{ key: 'nvidia.com/gpu', operator: 'Exists' }],
      },
    },
  },
})

const web = {
  kubernetes_namespace_v1: { web: { metadata: { name: 'web', labels: RESTRICTED } } },
  kubernetes_resource_quota_v1: {
    web: {
      depends_on: ['kubernetes_namespace_v1.web'],
      metadata: { name: 'quota', namespace: 'web' },
      spec: { hard: { pods: '5', 'requests.cpu': '4000m' } },
    },
  },
  kubernetes_network_policy_v1: {
    web: {
      depends_on: ['kubernetes_namespace_v1.web'],
      metadata: { name: 'web', namespace: 'web' },
      spec: {
        pod_selector: {},
        policy_types: ['Ingress'],
        ingress: [{ from: [{ ip_block: { cidr: '10.1.0.0/16' } }], ports: [{ port: '8443', protocol: 'TCP' }] }],
      },
    },
  },
  kubernetes_secret_v1: {
    key: {
      depends_on: ['kubernetes_namespace_v1.web'],
      metadata: { name: 'key', namespace: 'web' },
      data: { plain: 'in the state' },
    },
    unseen: {
      depends_on: ['kubernetes_namespace_v1.web'],
      metadata: { name: 'unseen', namespace: 'web' },
      data_wo: { word: 'never in the state' },
      data_wo_revision: 1,
    },
  },
  kubernetes_deployment_v1: { web: deployment('web', container()) },
}

const configurationOf = (resource: object, more: object = {}) => ({
  terraform: { required_providers: { kubernetes: { source: 'registry.terraform.io/hashicorp/kubernetes' } } },
  provider: { kubernetes: [{ config_context: 'nis' }] },
  resource,
  ...more,
})

describe.skipIf(!isReady)(isReady ? NAME : `${NAME} (not built)`, () => {
  let place: Awaited<ReturnType<typeof terraformPlace>>
  let standIn: Awaited<ReturnType<typeof serveStandIn>>
  const folder = () => join(place.path, 'clusters')
  const clients = () => {
    const config = new KubeConfig()
    config.loadFromFile(join(folder(), 'kubeconfig'))
    return { core: config.makeApiClient(CoreV1Api), apps: config.makeApiClient(AppsV1Api) }
  }
  const stack = (resource: object, more: object = {}) => {
    const path = join(place.path, 'stack')
    return {
      path,
      write: async () => {
        await mkdir(path, { recursive: true })
        await writeFile(join(path, 'main.tf.json'), JSON.stringify(configurationOf(resource, more), undefined, 1))
      },
    }
  }
  const terraform = async (resource: object, ...words: readonly string[]) => {
    const { path, write } = stack(resource)
    await write()
    await place.run(path, ['init', '-input=false'], standIn.environment)
    return place.run(path, words, standIn.environment)
  }
  const apply = (resource: object) => terraform(resource, 'apply', '-auto-approve', '-input=false')
  const plan = (resource: object) => terraform(resource, 'plan', '-detailed-exitcode', '-input=false')

  beforeAll(async () => {
    place = await terraformPlace()
    const estate = await estateOf(siteWith(rowWith('rack-[01-02]: {kind: rack, type: served}')))
    const { kubeconfig } = await clusterUp(estate, { folder: folder(), cache: CACHE, message: () => undefined })
    standIn = await serveStandIn(
      TYPES.map((type) => `kubernetes_${type}`),
      { kubeconfig },
    )
  }, 300_000)

  afterAll(async () => {
    standIn[Symbol.dispose]()
    await clusterDown(folder())
    await place[Symbol.asyncDispose]()
  })

  it('applies what is declared, waits for the pods, and has nothing to change after that', async () => {
    const { code, text } = await apply(web)
    expect(text).toContain('Apply complete! Resources: 6 added')
    expect(code).toBe(0)
    expect(await plan(web)).toMatchObject({ code: 0, text: expect.stringContaining('No changes') })
    const live = await clients().apps.readNamespacedDeployment({ name: 'web', namespace: 'web' })
    expect(live.status?.availableReplicas).toBe(2)
    expect(live.spec?.template.spec?.volumes?.[0]?.secret?.defaultMode).toBe(0o440)
  })

  it('keeps what is only written out of the state, and gives the API what was said', async () => {
    const secret = await clients().core.readNamespacedSecret({ name: 'unseen', namespace: 'web' })
    expect(Buffer.from(secret.data?.word ?? '', 'base64').toString()).toBe('never in the state')
    const state = await readFile(join(place.path, 'stack', 'terraform.tfstate'), 'utf8')
    expect(state).toContain('in the state')
    expect(state).not.toContain('never in the state')
  })

  it('finds what was changed by hand, and puts it right', async () => {
    const merge = setHeaderOptions('Content-Type', 'application/merge-patch+json')
    const { core, apps } = clients()
    await core.patchNamespace(
      { name: 'web', body: { metadata: { labels: { ...RESTRICTED, stranger: 'yes' } } } },
      merge,
    )
    await apps.patchNamespacedDeployment(
      {
        name: 'web',
        namespace: 'web',
        body: { spec: { template: { spec: { hostNetwork: false, dnsPolicy: 'Default' } } } },
      },
      merge,
    )
    const { code, text } = await plan(web)
    expect(code).toBe(2)
    expect(text).toMatch(/- "stranger"\s+= "yes" -> null/)
    expect(text).toMatch(/- dns_policy\s+= "Default" -> null/)
    expect(text).toContain('Plan: 0 to add, 2 to change, 0 to destroy.')
    expect(await apply(web)).toMatchObject({ code: 0 })
    expect(await plan(web)).toMatchObject({ code: 0 })
    expect((await core.readNamespace({ name: 'web' })).metadata?.labels).not.toHaveProperty('stranger')
  })

  it('says in the words of the API that pods are refused, and waits no longer than it is told', async () => {
    // A container that says nothing of run_as_non_root gets it as false from the provider, and Pod Security refuses it.
    const { run_as_non_root: _, ...unsaid } = container().security_context
    const bad = { ...container(), security_context: unsaid }
    const more = { ...web.kubernetes_deployment_v1, bad: deployment('bad', bad, '3s') }
    const began = Date.now()
    const { code, text } = await apply({ ...web, kubernetes_deployment_v1: more })
    expect(code).toBe(1)
    const words = text.replaceAll(/[\s│]+/g, ' ')
    expect(words).toContain('Deployment web/bad: 2 replicas wanted, 0 ready after 3 s')
    expect(words).toMatch(/violates PodSecurity "restricted:latest".*runAsNonRoot=false/)
    expect(Date.now() - began).toBeLessThan(60_000)
    expect(await apply(web)).toMatchObject({ code: 0, text: expect.stringContaining('1 destroyed') })
  })

  it('does not make what another has made, and adopts it by import', async () => {
    await clients().core.createNamespace({ body: { metadata: { name: 'theirs', labels: { of: 'others' } } } })
    const both = {
      ...web,
      kubernetes_namespace_v1: {
        ...web.kubernetes_namespace_v1,
        theirs: { metadata: { name: 'theirs', labels: { of: 'us' } } },
      },
    }
    const refused = await apply(both)
    expect(refused.code).toBe(1)
    expect(refused.text).toContain('Namespace "theirs" already exists')
    const { write, path } = stack(both, { import: [{ to: 'kubernetes_namespace_v1.theirs', id: 'theirs' }] })
    await write()
    const adopted = await place.run(path, ['apply', '-auto-approve', '-input=false'], standIn.environment)
    expect(adopted.text).toContain('1 imported, 0 added, 1 changed, 0 destroyed')
    expect((await clients().core.readNamespace({ name: 'theirs' })).metadata?.labels).toMatchObject({ of: 'us' })
    expect(await plan(both)).toMatchObject({ code: 0 })
  })

  it('gives labels to what is there already, leaves those of others, and tells who holds one', async () => {
    const labels = (own: object, more: object = {}) => ({
      ...web,
      kubernetes_labels: {
        node: {
          api_version: 'v1',
          kind: 'Node',
          metadata: { name: 'nis-hall-1-row-a-rack-01' },
          labels: own,
          field_manager: 'labels-of-test',
          ...more,
        },
      },
    })
    expect(await apply(labels({ mine: '1' }))).toMatchObject({ code: 0 })
    expect(await plan(labels({ mine: '1' }))).toMatchObject({ code: 0 })
    const conflict = await apply(labels({ mine: '1', 'topology.oblak.rs/row': 'elsewhere' }))
    expect(conflict.code).toBe(1)
    expect(conflict.text.replaceAll(/[\s│]+/g, ' ')).toMatch(/conflict with .*topology\.oblak\.rs\/row/)
    expect(await apply(web)).toMatchObject({ code: 0 })
    const node = await clients().core.readNode({ name: 'nis-hall-1-row-a-rack-01' })
    expect(node.metadata?.labels).not.toHaveProperty('mine')
    expect(node.metadata?.labels).toHaveProperty('topology.oblak.rs/row')
  })

  it('refuses what the cluster has no field for, before anything is made', async () => {
    const { text, code } = await terraform(
      { ...web, kubernetes_namespace_v1: { web: { metadata: { name: 'web', lables: RESTRICTED } } } },
      'validate',
    )
    expect(code).toBe(1)
    expect(text).toContain('Did you mean "labels"?')
  })

  it('signs in by the program that the kubeconfig names, and its token is in nothing that is written', async () => {
    const [token = ''] = (await readFile(join(folder(), 'nis', 'tokens.csv'), 'utf8')).split(',')
    expect(token).toMatch(/^[0-9a-f]{64}$/)
    const own = join(place.path, 'signed-in')
    await mkdir(own)
    const program = join(place.path, 'credential.sh')
    const answer = (status: string) =>
      `{"apiVersion":"client.authentication.k8s.io/v1","kind":"ExecCredential","status":{"token":"${status}"}}`
    await writeFile(program, `#!/bin/sh\ncut -d, -f1 <"$TOKEN_FILE" | { read -r t; echo '${answer("'$t'")}'; }\n`, {
      mode: 0o700,
    })
    const config = parse(await readFile(join(folder(), 'kubeconfig'), 'utf8'))
    const exec = {
      apiVersion: 'client.authentication.k8s.io/v1',
      command: program,
      interactiveMode: 'Never',
      env: [{ name: 'TOKEN_FILE', value: join(folder(), 'nis', 'tokens.csv') }],
    }
    const kubeconfig = join(place.path, 'kubeconfig-with-program')
    await writeFile(kubeconfig, stringify({ ...config, users: [{ name: 'nis', user: { exec } }] }))
    using signedIn = await serveStandIn(['kubernetes_namespace_v1'], { kubeconfig })
    const environment = { ...signedIn.environment, TF_LOG: 'trace', TF_LOG_PATH: join(own, 'trace.log') }
    await writeFile(
      join(own, 'main.tf.json'),
      JSON.stringify(configurationOf({ kubernetes_namespace_v1: { own: { metadata: { name: 'own' } } } })),
    )
    await place.run(own, ['init', '-input=false'], environment)
    const { text } = await place.run(own, ['apply', '-auto-approve', '-input=false'], environment)
    expect(text).toContain('Apply complete! Resources: 1 added')
    expect((await clients().core.readNamespace({ name: 'own' })).metadata?.name).toBe('own')
    expect(await readdir(own)).toEqual(expect.arrayContaining(['main.tf.json', 'terraform.tfstate', 'trace.log']))
    for (const file of await readdir(own, { withFileTypes: true })) {
      if (file.isFile()) expect(await readFile(join(own, file.name), 'utf8')).not.toContain(token)
    }
    expect(text + (await readFile(kubeconfig, 'utf8'))).not.toContain(token)
    await place.run(own, ['destroy', '-auto-approve', '-input=false'], environment)
  })

  it('leaves nothing when all is destroyed', async () => {
    const { code, text } = await terraform(web, 'destroy', '-auto-approve', '-input=false')
    expect(code).toBe(0)
    expect(text).toMatch(/Destroy complete! Resources: \d+ destroyed/)
    const names = (await clients().core.listNamespace()).items.map(({ metadata }) => metadata?.name)
    expect(names).not.toContain('web')
    expect(names).not.toContain('theirs')
  })
})
