import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Namespace } from '@cdktf/provider-kubernetes/lib/namespace/index.js'
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1/index.js'
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider/index.js'
import type { App } from 'cdktf'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { appFolder, bareStack } from '../testing/app-folder.ts'
import { attachPolicies } from './attach-policies.ts'
import type { Rule } from './rule.ts'
import { versionedResources } from './rules/versioned-resources.ts'

const RULES = [versionedResources]

function stackWith(app: App, name: string, kind: 'old' | 'versioned') {
  const stack = bareStack(app, name)
  new KubernetesProvider(stack, 'kubernetes', {})
  const config = { metadata: { name: 'evisa' } }
  if (kind === 'old') new Namespace(stack, 'ns', config)
  else new NamespaceV1(stack, 'ns', config)
}

const refusal = (...paths: string[]) =>
  expect.objectContaining({
    code: 'policy',
    status: 1,
    problems: paths.map((path) =>
      expect.objectContaining({ path, message: expect.stringContaining('[versioned-resources] kubernetes_namespace') }),
    ),
  })

describe('policies attached to an app', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
  })

  it('count what each rule looked at, over all stacks', async () => {
    await using folder = await appFolder()
    for (const name of ['one', 'two']) stackWith(folder.app, name, 'versioned')
    expect(attachPolicies(folder.app, RULES).verdict()).toEqual([{ id: 'versioned-resources', looked: 2 }])
    folder.app.synth()
    expect(existsSync(join(folder.path, 'manifest.json'))).toBe(true)
  })

  it('tell every breach of every stack, with reason, fix and standard', async () => {
    await using folder = await appFolder()
    for (const name of ['one', 'two']) stackWith(folder.app, name, 'old')
    const policies = attachPolicies(folder.app, RULES)
    expect(() => policies.verdict()).toThrow(refusal('one/ns', 'two/ns'))
    expect(() => policies.verdict()).toThrow(/are deprecated.*Fix: use the type with _v1.*\(provider hashicorp/)
  })

  it('have the synth of CDKTF itself fail, without a manifest', async () => {
    await using folder = await appFolder()
    stackWith(folder.app, 'one', 'old')
    attachPolicies(folder.app, RULES)
    expect(() => folder.app.synth()).toThrow(/one\/ns: \[versioned-resources\]/)
    expect(existsSync(join(folder.path, 'manifest.json'))).toBe(false)
  })

  it('are not switched off by skipValidation', async () => {
    await using folder = await appFolder({ skipValidation: true })
    stackWith(folder.app, 'one', 'old')
    const policies = attachPolicies(folder.app, RULES)
    folder.app.synth()
    expect(() => policies.verdict()).toThrow(refusal('one/ns'))
  })

  it('are not switched off by CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS', async () => {
    vi.stubEnv('CDKTF_CONTINUE_SYNTH_ON_ERROR_ANNOTATIONS', 'true')
    await using folder = await appFolder()
    stackWith(folder.app, 'one', 'old')
    const policies = attachPolicies(folder.app, RULES)
    expect(() => folder.app.synth()).toThrow(/versioned-resources/)
    expect(() => policies.verdict()).toThrow(refusal('one/ns'))
  })

  it('judge a stack that came after them', async () => {
    await using folder = await appFolder()
    stackWith(folder.app, 'one', 'versioned')
    const policies = attachPolicies(folder.app, RULES)
    stackWith(folder.app, 'late', 'old')
    expect(() => policies.verdict()).toThrow(refusal('late/ns'))
  })

  it('refuse a rule that found nothing to look at, and an app without stacks', async () => {
    const blind: Rule = { ...versionedResources, id: 'blind', judge: () => ({ looked: 0, breaches: [] }) }
    await using folder = await appFolder()
    stackWith(folder.app, 'one', 'versioned')
    expect(() => attachPolicies(folder.app, [blind]).verdict()).toThrow(/one: \[blind\] found nothing to look at/)
    await using empty = await appFolder()
    expect(() => attachPolicies(empty.app, RULES).verdict()).toThrow(/1 rules were held against 0 stacks/)
  })
})
