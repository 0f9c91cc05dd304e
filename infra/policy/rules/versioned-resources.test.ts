import { Namespace } from '@cdktf/provider-kubernetes/lib/namespace/index.js'
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1/index.js'
import { NodeTaint } from '@cdktf/provider-kubernetes/lib/node-taint/index.js'
import { expect, it } from 'vitest'
import { appFolder, bareStack } from '../../testing/app-folder.ts'
import { renderStack } from '../rendered-stack.ts'
import { versionedResources } from './versioned-resources.ts'

it('versioned-resources refuses an unsuffixed type by its construct, and takes the same with a version', async () => {
  await using bad = await appFolder()
  const old = bareStack(bad.app)
  new Namespace(old, 'evisa', { metadata: { name: 'evisa' } })
  expect(versionedResources.judge(renderStack(old))).toEqual({
    looked: 1,
    breaches: [{ path: 'bare/evisa', message: 'kubernetes_namespace has no version in its name' }],
  })

  await using mended = await appFolder()
  const stack = bareStack(mended.app)
  new NamespaceV1(stack, 'evisa', { metadata: { name: 'evisa' } })
  expect(versionedResources.judge(renderStack(stack))).toEqual({ looked: 1, breaches: [] })
})

it('versioned-resources sees what an override adds, and lets labels, taints and what is not of Kubernetes pass', async () => {
  await using folder = await appFolder()
  const stack = bareStack(folder.app)
  const taint = [{ key: 'a', value: 'b', effect: 'NoSchedule' }]
  new NodeTaint(stack, 'taint', { metadata: { name: 'node' }, taint })
  stack.addOverride('resource.terraform_data.gate', { input: 1 })
  expect(versionedResources.judge(renderStack(stack))).toEqual({ looked: 2, breaches: [] })
  stack.addOverride('resource.kubernetes_manifest.any', { manifest: {} })
  expect(versionedResources.judge(renderStack(stack)).breaches.map(({ path }) => path)).toEqual([
    'bare/kubernetes_manifest.any',
  ])
})
