import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider/index.js'
import { DataResource } from 'cdktf'
import { expect, it } from 'vitest'
import { appFolder, bareStack } from '../../testing/app-folder.ts'
import { renderStack } from '../rendered-stack.ts'
import { fullProviderAddress } from './full-provider-address.ts'

const ADDRESS = 'terraform.required_providers.kubernetes'

it('full-provider-address refuses the short source that CDKTF writes, and takes the full one', async () => {
  await using folder = await appFolder()
  const stack = bareStack(folder.app)
  new KubernetesProvider(stack, 'kubernetes', {})
  expect(fullProviderAddress.judge(renderStack(stack))).toEqual({
    looked: 1,
    breaches: [{ path: 'bare/kubernetes', message: 'its source is kubernetes' }],
  })
  stack.addOverride(ADDRESS, { source: 'registry.terraform.io/hashicorp/kubernetes', version: '2.38.0' })
  expect(fullProviderAddress.judge(renderStack(stack))).toEqual({ looked: 1, breaches: [] })
})

it.each([
  [{ source: 'hashicorp/kubernetes', version: '2.38.0' }, 'its source is hashicorp/kubernetes'],
  [{ source: 'registry.terraform.io/hashicorp/kubernetes', version: '~> 2.38' }, 'its version is ~> 2.38'],
  [{ source: 'registry.terraform.io/hashicorp/kubernetes' }, 'its version is not given'],
])('full-provider-address refuses %j', async (required, message) => {
  await using folder = await appFolder()
  const stack = bareStack(folder.app)
  stack.addOverride(ADDRESS, required)
  expect(fullProviderAddress.judge(renderStack(stack)).breaches).toEqual([{ path: 'bare/kubernetes', message }])
})

it('full-provider-address refuses a provider that is configured and not required', async () => {
  await using folder = await appFolder()
  const stack = bareStack(folder.app)
  stack.addOverride('provider.helm', [{}])
  expect(fullProviderAddress.judge(renderStack(stack)).breaches).toEqual([
    { path: 'bare/helm', message: 'the provider is used and not required' },
  ])
})

it('full-provider-address asks for no provider where all resources are Terraform’s own', async () => {
  await using folder = await appFolder()
  const stack = bareStack(folder.app)
  new DataResource(stack, 'any', { input: { any: 'x' } })
  expect(fullProviderAddress.judge(renderStack(stack))).toEqual({ looked: 1, breaches: [] })
})
