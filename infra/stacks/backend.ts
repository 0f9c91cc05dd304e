import type { TerraformStack } from 'cdktf'
import { LocalBackend, TerraformBackend } from 'cdktf'
import type { Backend } from './backends.ts'

/**
 * Gives a stack its backend. Terraform takes a relative path from the stack's folder, which a new synth replaces: so state lies beside the folder
 * of all stacks, in `terraform-state/`. Without a backend CDKTF writes an absolute path.
 */
export function giveBackend(stack: TerraformStack, backend: Backend): void {
  const name = stack.node.id
  if (backend === 'local') new LocalBackend(stack, { path: `../../../terraform-state/${name}.tfstate` })
  else new PgStateBackend(stack, `oblak_${name.replaceAll('-', '_')}`)
}

/**
 * PostgreSQL, one schema a stack. CDKTF's own class asks for the connection string, a secret; Terraform takes it from PG_CONN_STR.
 */
class PgStateBackend extends TerraformBackend {
  constructor(
    stack: TerraformStack,
    private readonly schema: string,
  ) {
    super(stack, 'backend', 'pg')
  }

  protected override synthesizeAttributes() {
    return { schema_name: this.schema }
  }

  protected override synthesizeHclAttributes() {
    return this.synthesizeAttributes()
  }

  override getRemoteStateDataSource(): never {
    throw new Error('No stack reads another one’s state: hand over plain values.')
  }
}
