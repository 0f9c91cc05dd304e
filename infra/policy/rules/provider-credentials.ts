import type { Rule } from '../rule.ts'

/** What says which cluster is meant, and nothing of how to get in. */
const NAMES_OF_CLUSTERS = [
  'alias',
  'config_path',
  'config_paths',
  'config_context',
  'config_context_auth_info',
  'config_context_cluster',
]

export const noProviderCredentials: Rule = {
  id: 'no-provider-credentials',
  over: { name: 'stacks' },
  standard: 'Terraform, provider configuration: credentials come from the environment; CIS Kubernetes Benchmark 5.4',
  reason: 'what a provider block says stands in the stack’s file, which everybody reads, and in every plan of it',
  fix: `name a context of the kubeconfig; of a provider write ${NAMES_OF_CLUSTERS.join(', ')} only, and give all else by the environment (KUBE_TOKEN and the like)`,
  judge: ({ name, providerBlocks }) => ({
    looked: 1 + providerBlocks.length,
    breaches: providerBlocks.flatMap(({ provider, config }) =>
      config.names
        .filter((argument) => !NAMES_OF_CLUSTERS.includes(argument))
        .map((argument) => ({ path: `${name}/${provider}`, message: `its provider block holds ${argument}` })),
    ),
  }),
}
