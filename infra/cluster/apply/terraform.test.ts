import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import { isNotInstalled, Terraform } from './terraform.ts'

/** A program of that name, which says what it is told to. */
async function terraformThat(folder: string, script: string, environment: Readonly<Record<string, string>> = {}) {
  await writeFile(join(folder, 'terraform'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return new Terraform({ PATH: `${folder}:/usr/bin:/bin`, ...environment }, { KUBE_CONFIG_PATH: '/practice' })
}

describe('a run of Terraform', () => {
  it('is told the way to the practice cluster, and none of another', async () => {
    await using folder = await temporaryFolder()
    const terraform = await terraformThat(
      folder.path,
      `printf '{"diagnostic":{"severity":"error","summary":"%s"}}\\n' "$KUBE_CONFIG_PATH|$KUBE_TOKEN|$TF_WORKSPACE|$TF_VAR_a|$TF_CLI_CONFIG_FILE"; exit 1`,
      {
        KUBE_CONFIG_PATH: '/real',
        KUBE_TOKEN: 'secret',
        TF_WORKSPACE: 'real',
        TF_VAR_a: 'b',
        TF_CLI_CONFIG_FILE: '/rc',
      },
    )
    expect((await terraform.run(folder.path, ['plan'])).complaints).toEqual([
      { address: undefined, summary: '/practice||||/rc', detail: '' },
    ])
  })

  it('comes to what its last count says, and to its errors with their resources', async () => {
    await using folder = await temporaryFolder()
    const terraform = await terraformThat(
      folder.path,
      `cat <<'END'
not JSON
{"type":"change_summary","changes":{"add":5,"change":0,"remove":0}}
{"type":"diagnostic","diagnostic":{"severity":"warning","summary":"old"}}
{"type":"diagnostic","diagnostic":{"severity":"error","summary":"no","detail":"room","address":"any.one"}}
{"type":"change_summary","changes":{"add":4,"change":1,"remove":2}}
END
exit 1`,
    )
    expect(await terraform.run(folder.path, ['apply'])).toEqual({
      status: 1,
      added: 4,
      changed: 1,
      removed: 2,
      complaints: [{ address: 'any.one', summary: 'no', detail: 'room' }],
    })
  })

  it('that ends without a reason of its own is told with what was said instead', async () => {
    await using folder = await temporaryFolder()
    const terraform = await terraformThat(folder.path, 'echo out of memory >&2; exit 9')
    expect(await terraform.run(folder.path, ['apply'])).toMatchObject({
      status: 9,
      complaints: [{ summary: expect.stringContaining('out of memory') }],
    })
  })

  it('tells a provider that cannot be had from other reasons', async () => {
    await using folder = await temporaryFolder()
    const saying = async (summary: string) => {
      const line = `{"diagnostic":{"severity":"error","summary":"${summary}"}}`
      return isNotInstalled(
        await (await terraformThat(folder.path, `echo '${line}'; exit 1`)).run(folder.path, ['init']),
      )
    }
    expect(await saying('Failed to query available provider packages')).toBe(true)
    expect(await saying('Failed to install provider')).toBe(true)
    expect(await saying('Error acquiring the state lock')).toBe(false)
  })
})
