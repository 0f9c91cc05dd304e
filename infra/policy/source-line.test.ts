import { Namespace } from '@cdktf/provider-kubernetes/lib/namespace/index.js'
import { Construct } from 'constructs'
import { expect, it } from 'vitest'
import { appFolder, bareStack } from '../testing/app-folder.ts'
import { attachPolicies } from './attach-policies.ts'
import { renderStack } from './rendered-stack.ts'
import { versionedResources } from './rules/versioned-resources.ts'
import { rememberSource } from './source-line.ts'

class Service extends Construct {
  constructor(scope: Construct, id: string, line?: string) {
    super(scope, id)
    rememberSource(this, line)
    new Namespace(this, 'ns', { metadata: { name: id } })
  }
}

it('a finding tells the line that asked for its construct, and nothing of it is written', async () => {
  await using folder = await appFolder()
  const stack = bareStack(folder.app)
  new Service(stack, 'evisa')
  new Service(stack, 'estamp', 'infra/catalogue/estamp.ts:7')
  new Namespace(stack, 'nobody', { metadata: { name: 'nobody' } })
  expect(versionedResources.judge(renderStack(stack)).breaches.map(({ path, source }) => [path, source])).toEqual([
    ['bare/evisa/ns', expect.stringMatching(/^infra\/policy\/source-line\.test\.ts:\d+$/)],
    ['bare/estamp/ns', 'infra/catalogue/estamp.ts:7'],
    ['bare/nobody', undefined],
  ])
  expect(() => attachPolicies(folder.app, [versionedResources]).verdict()).toThrow(
    /bare\/estamp\/ns: .* Asked for in infra\/catalogue\/estamp\.ts:7\./,
  )
  expect(JSON.stringify(stack.toTerraform())).not.toContain('source-line')
})
