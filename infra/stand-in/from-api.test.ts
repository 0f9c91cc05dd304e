import { describe, expect, it } from 'vitest'
import type { ApiSchema, ApiType } from './api-schema.ts'
import { FieldOwners } from './field-owners.ts'
import { fromApi } from './from-api.ts'
import { type BlockSchema, schemaOfBinding } from './provider-schema.ts'
import { itemsOf, type TerraformObject } from './terraform-value.ts'
import { toApi } from './to-api.ts'

/** Of Kubernetes' OpenAPI v3 documents (api/v1), as far as it is needed here. */
const SCHEMAS: Readonly<Record<string, ApiSchema>> = {
  'io.k8s.api.core.v1.PodSpec': {
    type: 'object',
    properties: {
      containers: {
        type: 'array',
        items: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.Container' }] },
        'x-kubernetes-list-map-keys': ['name'],
      },
      hostNetwork: { type: 'boolean' },
      terminationGracePeriodSeconds: { type: 'integer', format: 'int64' },
      automountServiceAccountToken: { type: 'boolean' },
      nodeSelector: { type: 'object', additionalProperties: { type: 'string' } },
    },
  },
  'io.k8s.api.core.v1.Container': {
    type: 'object',
    properties: {
      name: { type: 'string' },
      image: { type: 'string' },
      imagePullPolicy: { type: 'string' },
      ports: {
        type: 'array',
        items: { $ref: '#/components/schemas/io.k8s.api.core.v1.ContainerPort' },
        'x-kubernetes-list-map-keys': ['containerPort', 'protocol'],
      },
      resources: { $ref: '#/components/schemas/io.k8s.api.core.v1.ResourceRequirements' },
      securityContext: { allOf: [{ $ref: '#/components/schemas/io.k8s.api.core.v1.SecurityContext' }] },
    },
  },
  'io.k8s.api.core.v1.ContainerPort': {
    type: 'object',
    properties: { containerPort: { type: 'integer' }, name: { type: 'string' }, protocol: { type: 'string' } },
  },
  'io.k8s.api.core.v1.ResourceRequirements': {
    type: 'object',
    properties: {
      requests: {
        type: 'object',
        additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
      },
    },
  },
  'io.k8s.api.core.v1.SecurityContext': {
    type: 'object',
    properties: {
      allowPrivilegeEscalation: { type: 'boolean' },
      privileged: { type: 'boolean' },
      readOnlyRootFilesystem: { type: 'boolean' },
      runAsNonRoot: { type: 'boolean' },
      runAsUser: { type: 'integer' },
      seccompProfile: { $ref: '#/components/schemas/io.k8s.api.core.v1.SeccompProfile' },
    },
  },
  'io.k8s.api.core.v1.SeccompProfile': { type: 'object', properties: { type: { type: 'string' } } },
}

function typeOf(schema: ApiSchema): ApiType {
  const name = (schema.$ref ?? schema.allOf?.[0]?.$ref)?.slice('#/components/schemas/'.length)
  return { name, schema: name === undefined ? schema : (SCHEMAS[name] ?? {}), resolve: typeOf }
}

const POD_SPEC = typeOf({ $ref: '#/components/schemas/io.k8s.api.core.v1.PodSpec' })
const BLOCK = blockIn(schemaOfBinding('deployment-v1'), 'spec', 'template', 'spec')

function blockIn(block: BlockSchema, ...path: readonly string[]): BlockSchema {
  return path.reduce((within, name) => {
    const found = within.block_types.find(({ type_name }) => type_name === name)
    if (!found) throw new Error(`no block ${name}`)
    return found.block
  }, block)
}

const DECLARED: TerraformObject = {
  container: [
    {
      name: 'web',
      image: 'web@sha256:aa',
      port: [{ container_port: 8443, name: 'main' }],
      resources: [{ requests: { cpu: '1000m', memory: '1Gi' } }],
      security_context: [{ run_as_user: '10001', seccomp_profile: [{}] }],
    },
  ],
  node_selector: { disk: 'fast' },
}
/** As an API server gives it back: with defaults, and quantities in its own manner. */
const LIVE = {
  containers: [
    {
      name: 'web',
      image: 'web@sha256:aa',
      imagePullPolicy: 'IfNotPresent',
      ports: [{ containerPort: 8443, name: 'main', protocol: 'TCP' }],
      resources: { requests: { cpu: '1', memory: '1Gi' } },
      securityContext: { runAsUser: 10001, seccompProfile: { type: 'Unconfined' } },
    },
  ],
  nodeSelector: { disk: 'fast' },
  terminationGracePeriodSeconds: 30,
}
const NOBODY = new FieldOwners([])

describe('what is declared', () => {
  it('becomes the API’s object, with what the provider sends where nothing is said', () => {
    expect(toApi(BLOCK, DECLARED, POD_SPEC)).toEqual({
      automountServiceAccountToken: true,
      nodeSelector: { disk: 'fast' },
      containers: [
        {
          name: 'web',
          image: 'web@sha256:aa',
          ports: [{ containerPort: 8443, name: 'main' }],
          resources: { requests: { cpu: '1000m', memory: '1Gi' } },
          securityContext: {
            allowPrivilegeEscalation: true,
            privileged: false,
            readOnlyRootFilesystem: false,
            runAsNonRoot: false,
            runAsUser: 10001,
            seccompProfile: { type: 'Unconfined' },
          },
        },
      ],
    })
  })

  it('is refused where the API has no field for it', () => {
    expect(() => toApi(BLOCK, { host_aliases: [{ ip: '10.0.0.1', hostnames: [] }] }, POD_SPEC)).toThrow(
      'the API has no field for host_aliases in io.k8s.api.core.v1.PodSpec',
    )
  })
})

describe('what is live', () => {
  const read = (live: Readonly<Record<string, unknown>>, others = NOBODY) =>
    toApi(BLOCK, fromApi(BLOCK, DECLARED, POD_SPEC, live, others), POD_SPEC)
  const first = (state: TerraformObject) => itemsOf(state.container)[0]

  it('is the state where only the API server filled in', () => {
    const state = fromApi(BLOCK, DECLARED, POD_SPEC, LIVE, NOBODY)
    expect(state.termination_grace_period_seconds).toBeNull()
    expect(state.node_selector).toEqual({ disk: 'fast' })
    expect(first(state)?.image_pull_policy).toBeNull()
    // The same amount stays as it was written.
    expect(itemsOf(first(state)?.resources)[0]?.requests).toEqual({ cpu: '1000m', memory: '1Gi' })
    expect(itemsOf(first(state)?.port)).toMatchObject([{ container_port: 8443, protocol: null }])
    expect(read(LIVE)).toEqual(toApi(BLOCK, DECLARED, POD_SPEC))
  })

  it('differs where a field that is declared was changed or taken away', () => {
    const [web] = LIVE.containers
    const changed = fromApi(
      BLOCK,
      DECLARED,
      POD_SPEC,
      { containers: [{ ...web, image: 'web@sha256:bb', ports: [] }], terminationGracePeriodSeconds: 30 },
      NOBODY,
    )
    expect(first(changed)).toMatchObject({ image: 'web@sha256:bb', port: [] })
    expect(changed.node_selector).toBeNull()
  })

  it('differs where somebody else wrote what is not declared', () => {
    const owners = new FieldOwners([
      {
        'f:hostNetwork': {},
        'f:nodeSelector': { 'f:gpu': {} },
        'f:containers': { 'k:{"name":"spy"}': { '.': {}, 'f:name': {}, 'f:image': {} } },
      },
    ])
    const spied = {
      ...LIVE,
      hostNetwork: true,
      nodeSelector: { disk: 'fast', gpu: 'yes', filled: 'in' },
      containers: [{ name: 'spy', image: 'spy', imagePullPolicy: 'Always' }, ...LIVE.containers],
    }
    const state = fromApi(BLOCK, DECLARED, POD_SPEC, spied, owners)
    expect(state.host_network).toBe(true)
    expect(state.node_selector).toEqual({ disk: 'fast', gpu: 'yes' })
    expect(itemsOf(state.container)).toMatchObject([
      { name: 'web' },
      { name: 'spy', image: 'spy', image_pull_policy: null },
    ])
  })

  it('is the same where the API leaves out what is false or empty', () => {
    const declared = { ...DECLARED, host_network: false, node_selector: {} }
    const { nodeSelector: _, ...live } = LIVE
    const state = fromApi(BLOCK, declared, POD_SPEC, live, NOBODY)
    expect(state.host_network).toBe(false)
    expect(state.node_selector).toEqual({})
  })
})

describe('who wrote fields', () => {
  it('is not counted for a subresource, nor for the manager itself', () => {
    const entries = [
      { manager: 'us', fieldsV1: { 'f:spec': { 'f:paused': {} } } },
      { manager: 'scaler', subresource: 'scale', fieldsV1: { 'f:spec': { 'f:replicas': {} } } },
      { manager: 'hand', fieldsV1: { 'f:spec': { 'f:template': {} } } },
    ]
    const spec = FieldOwners.others(entries, 'us').field('spec')
    expect([spec.field('paused').any, spec.field('replicas').any]).toEqual([false, false])
    // A set that names nothing is all that is below.
    expect(spec.field('template').field('spec').field('hostNetwork').any).toBe(true)
  })
})
