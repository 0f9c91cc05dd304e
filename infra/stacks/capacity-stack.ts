import { DataResource, TerraformLocal, TerraformResource, TerraformStack } from 'cdktf'
import type { Construct } from 'constructs'
import { lossRows } from '../gate/loss-rows.ts'
import { lossText, refusalText } from '../gate/refusal.ts'
import type { LossVerdict, Verdict } from '../gate/verdict.ts'
import { giveBackend } from './backend.ts'
import type { Backend } from './backends.ts'

/** It uses no provider: what holds other stacks back from newer ones does not hold here. */
const TERRAFORM_VERSIONS = '>= 1.11.0'

export interface CapacityStackProps {
  /** Of all that is to run on all sites. */
  readonly verdict: Verdict
  readonly backend: Backend
}

/**
 * The gate: one `terraform_data` for each loss, with a precondition that what must survive it fits. Unmodified Terraform compares the numbers while it plans, and
 * refuses the plan with the words of the gate. It needs no provider and no cluster, so a dead site does not keep it from judging.
 */
export class CapacityStack extends TerraformStack {
  /** Why Terraform will refuse its plan, a text for each loss that does not fit. */
  readonly refusals: readonly string[]

  constructor(scope: Construct, { verdict, backend }: CapacityStackProps) {
    super(scope, 'capacity')
    this.addOverride('terraform.required_version', TERRAFORM_VERSIONS)
    giveBackend(this, backend)
    for (const loss of verdict.losses) this.#refuse(loss)
    this.refusals = verdict.losses.filter(({ shortages }) => shortages.length > 0).map(refusalText)
  }

  /** The type of each resource, one entry a resource. */
  resourceTypes(): readonly string[] {
    return this.node
      .findAll()
      .filter(TerraformResource.isTerraformResource)
      .map(({ terraformResourceType }) => terraformResourceType)
  }

  #refuse(verdict: LossVerdict): void {
    const { kind, path } = verdict.loss
    // Segments of paths hold no underscore: no two losses share a name.
    const name = kind === 'nothing' ? kind : `${kind}_${path.replaceAll('/', '_')}`
    const rows = new TerraformLocal(this, `${name}_rows`, lossRows(verdict))
    rows.overrideLogicalId(`${name}_rows`)
    const resource = new DataResource(this, name, {
      input: { loss: lossText(verdict.loss) },
      lifecycle: {
        precondition: [
          {
            // Terraform rejects a condition of constants: it must refer to an object.
            condition: `\${alltrue([for row in local.${name}_rows : row.needed <= row.left])}`,
            errorMessage: refusalText(verdict),
          },
        ],
      },
    })
    resource.overrideLogicalId(name)
  }
}
