import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider/index.js'
import { TerraformResource, TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'
import { giveBackend } from './backend.ts'
import type { Backend } from './backends.ts'

/** Provider 2.38.0 fails on newer ones with "Unexpected Identity Change". */
const TERRAFORM_VERSIONS = '>= 1.11.0, < 1.12.0'
/** CDKTF writes the short `kubernetes`, which OpenTofu looks for in another registry (opentofu#2402). */
const PROVIDER = { source: 'registry.terraform.io/hashicorp/kubernetes', version: '2.38.0' }

export interface SiteStackProps {
  /** The site whose cluster the stack is for; also the context of the kubeconfig that the provider takes. */
  readonly site: string
  readonly backend: Backend
}

/** A stack for the cluster of one site: versions, provider and backend. One state a stack, no site's state in another's. */
export class SiteStack extends TerraformStack {
  readonly site: string
  #isPrepared = false
  #terraform: unknown

  /** @param purpose first word of the stack's name: `topology` gives `topology-belgrade` */
  constructor(scope: Construct, purpose: string, { site, backend }: SiteStackProps) {
    super(scope, `${purpose}-${site}`)
    this.site = site
    this.addOverride('terraform.required_version', TERRAFORM_VERSIONS)
    this.addOverride('terraform.required_providers.kubernetes', PROVIDER)
    giveBackend(this, backend)
    // Where the kubeconfig lies is said by KUBE_CONFIG_PATH. The context keeps one site's stack from the other's cluster.
    new KubernetesProvider(this, 'kubernetes', { configContext: site })
  }

  /** Namespaces that are there already, by name: Terraform takes them into the state instead of making them, and puts right what differs. */
  adoptNamespaces(names: readonly string[]): void {
    if (names.length === 0) return
    this.addOverride(
      'import',
      names.map((name) => ({ to: `kubernetes_namespace_v1.${name}`, id: name })),
    )
  }

  /** References are settled: what is rendered from now on stays. */
  override prepareStack(): void {
    super.prepareStack()
    this.#isPrepared = true
    this.#terraform = undefined
  }

  /** What is written, and what rules judge, is one rendering: CDKTF itself would make three, and each takes as long as all constructs. */
  override toTerraform(): unknown {
    if (!this.#isPrepared) return super.toTerraform()
    this.#terraform ??= super.toTerraform()
    return this.#terraform
  }

  /** The type of each resource, one entry a resource. */
  resourceTypes(): readonly string[] {
    return this.node
      .findAll()
      .filter(TerraformResource.isTerraformResource)
      .map(({ terraformResourceType }) => terraformResourceType)
  }
}
