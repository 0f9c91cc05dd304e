import { describe, expect, it } from 'vitest'
import { unlocking } from './state-lock.ts'

/** As Terraform 1.11 says it. */
const SAID = `Error message: resource temporarily unavailable
Lock Info:
  ID:        5b2d7a4c-1111-2222-3333-444455556666
  Path:      ../../terraform-state/egov-belgrade.tfstate
  Operation: OperationTypeApply
  Who:       mira@console-1
  Version:   1.11.4
  Created:   2026-11-26 05:04:03.1 +0000 UTC
  Info:      

Terraform acquires a state lock to protect the state from being written
by multiple users at the same time. Please resolve the issue above and try
again. For most commands, you can disable locking with the "-lock=false"
flag, but this is not recommended.`

describe('a state that is locked', () => {
  it('is told with who holds it and how it is freed, and not how to go on without a lock', () => {
    const text = unlocking(SAID, '/clusters/terraform/egov-belgrade')
    expect(text).toMatch(/^mira@console-1, since 2026-11-26 05:04:03\.1 \+0000 UTC, holds it/)
    expect(text).toContain('force-unlock 5b2d7a4c-1111-2222-3333-444455556666, in /clusters/terraform/egov-belgrade')
    expect(text).not.toContain('-lock=false')
  })

  it('is told without a name where nobody says who holds it', () => {
    expect(unlocking('Error message: resource temporarily unavailable', '/a')).toMatch(
      /^Somebody else holds it.*force-unlock ID, in \/a\.$/,
    )
  })
})
