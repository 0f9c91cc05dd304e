import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1/index.js'
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1/index.js'
import { expect, it } from 'vitest'
import { appFolder, bareStack } from '../../testing/app-folder.ts'
import { renderStack } from '../rendered-stack.ts'
import { noRemoteState } from './no-remote-state.ts'

it('no-remote-state refuses a stack that takes another one’s attribute, and takes the plain name', async () => {
  await using folder = await appFolder()
  const first = bareStack(folder.app, 'first')
  const namespace = new NamespaceV1(first, 'ns', { metadata: { name: 'evisa' } })

  const mended = bareStack(folder.app, 'mended')
  new ConfigMapV1(mended, 'map', { metadata: { name: 'map', namespace: 'evisa' } })
  mended.prepareStack()
  expect(noRemoteState.judge(renderStack(mended)).breaches).toEqual([])

  const second = bareStack(folder.app, 'second')
  new ConfigMapV1(second, 'map', { metadata: { name: 'map', namespace: namespace.metadata.name } })
  second.prepareStack()
  expect(noRemoteState.judge(renderStack(second)).breaches).toEqual([
    {
      path: 'second/data.terraform_remote_state.cross-stack-reference-input-first',
      message: 'second reads the state of another stack',
    },
  ])
})
