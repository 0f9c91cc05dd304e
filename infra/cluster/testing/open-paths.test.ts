import type { V1NetworkPolicy } from '@kubernetes/client-node'
import { describe, expect, it } from 'vitest'
import { openPaths, type PodKind } from './open-paths.ts'

const pods = (namespace: string, name: string): PodKind => ({
  name: `${namespace}/${name}`,
  namespace,
  labels: { app: name },
})
const of = (app: string) => ({ matchLabels: { app } })
const within = (namespace: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': namespace } })
const policy = (namespace: string, spec: V1NetworkPolicy['spec']): V1NetworkPolicy => ({
  metadata: { name: 'any', namespace },
  ...(spec && { spec }),
})
const deny = (namespace: string) => policy(namespace, { podSelector: {}, policyTypes: ['Ingress', 'Egress'] })
const KINDS = [pods('a', 'web'), pods('a', 'store'), pods('b', 'web')]
const TCP = [{ port: 5432, protocol: 'TCP' }]
const out = policy('a', {
  podSelector: of('web'),
  policyTypes: ['Egress'],
  egress: [{ to: [{ podSelector: of('store') }], ports: TCP }],
})
const into = policy('a', {
  podSelector: of('store'),
  policyTypes: ['Ingress'],
  ingress: [{ _from: [{ podSelector: of('web') }], ports: TCP }],
})

describe('paths that network policies leave open', () => {
  it('are all where there is no policy', () => {
    expect(openPaths([], KINDS)).toHaveLength(9)
    expect(openPaths([], KINDS)).toContain('a/web → b/web:any')
  })

  it('are none between namespaces that deny all', () => {
    expect(openPaths([deny('a'), deny('b')], KINDS)).toEqual([])
  })

  it('need both ends, and a peer without a namespace is of the own one', () => {
    const denied = [deny('a'), deny('b')]
    expect(openPaths([...denied, out], KINDS)).toEqual([])
    expect(openPaths([...denied, into], KINDS)).toEqual([])
    expect(openPaths([...denied, out, into], KINDS)).toEqual(['a/web → a/store:5432/TCP'])
  })

  it('tell pods of a namespace from those of another with equal labels', () => {
    const asked = policy('a', {
      podSelector: of('store'),
      policyTypes: ['Ingress'],
      ingress: [{ _from: [{ namespaceSelector: within('b'), podSelector: of('web') }], ports: TCP }],
    })
    // Nothing holds back what leaves b.
    expect(openPaths([deny('a'), asked], KINDS)).toEqual(['b/web → a/store:5432/TCP', 'b/web → b/web:any'])
  })

  it('have a network at an end, and a rule that names nobody means everybody', () => {
    const relay = policy('a', {
      podSelector: of('web'),
      policyTypes: ['Egress'],
      egress: [{ to: [{ ipBlock: { cidr: '10.1.0.0/16' } }], ports: [{ port: 25, protocol: 'TCP' }] }],
    })
    const denied = [deny('a'), deny('b')]
    expect(openPaths([...denied, relay], KINDS)).toEqual(['a/web → 10.1.0.0/16:25/TCP'])
    const everybody = policy('a', { podSelector: of('web'), policyTypes: ['Ingress'], ingress: [{}] })
    expect(openPaths([...denied, relay, everybody], KINDS)).toEqual([
      '10.1.0.0/16 → a/web:any',
      'a/web → 10.1.0.0/16:25/TCP',
    ])
    expect(openPaths([deny('a'), everybody], KINDS)).toContain('b/web → a/web:any')
  })

  it('are not told of what is not understood', () => {
    const named = policy('a', {
      podSelector: of('store'),
      policyTypes: ['Ingress'],
      ingress: [{ ports: [{ port: 'main' }] }],
    })
    expect(() => openPaths([named], KINDS)).toThrow(/main is a name/)
    const expression = { matchExpressions: [{ key: 'app', operator: 'Exists' }] }
    expect(() => openPaths([policy('a', { podSelector: expression, policyTypes: ['Egress'] })], KINDS)).toThrow(
      /expressions/,
    )
  })
})
