import type { RequiredProvider } from '../rendered-stack.ts'
import type { Rule } from '../rule.ts'

/** `registry.terraform.io/hashicorp/kubernetes`: host, namespace and type. */
const FULL_ADDRESS = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d+)?\/[\w-]+\/[\w-]+$/
const EXACT_VERSION = /^\d+\.\d+\.\d+$/

export const fullProviderAddress: Rule = {
  id: 'full-provider-address',
  over: { name: 'providers' },
  standard: 'Terraform, provider requirements: source addresses are [HOSTNAME/]NAMESPACE/TYPE',
  reason:
    'a short address is another provider for OpenTofu than for Terraform, and a range of versions another one tomorrow',
  fix: 'override terraform.required_providers with host, namespace and type, and one version',
  judge: ({ name, providers, requiredProviders, resources }) => {
    const used = [...new Set([...providers, ...Object.keys(requiredProviders)])]
    // What is Terraform's own needs no provider.
    const isOwn = resources.length > 0 && resources.every(({ type }) => type.startsWith('terraform_'))
    return {
      looked: used.length === 0 && isOwn ? 1 : used.length,
      breaches: used.flatMap((provider) =>
        wrongs(requiredProviders[provider]).map((wrong) => ({ path: `${name}/${provider}`, message: wrong })),
      ),
    }
  },
}

function wrongs(required: RequiredProvider | undefined): readonly string[] {
  if (!required) return ['the provider is used and not required']
  const { source = '', version = '' } = required
  return [
    ...(FULL_ADDRESS.test(source) ? [] : [`its source is ${source === '' ? 'not given' : source}`]),
    ...(EXACT_VERSION.test(version) ? [] : [`its version is ${version === '' ? 'not given' : version}`]),
  ]
}
