import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
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

  it('needs a version that the stacks are for', async () => {
    await using folder = await temporaryFolder()
    const refusal = (message: string) => ({ status: 3, message: expect.stringContaining(message) })
    const none = new Terraform({ PATH: folder.path }, {})
    await expect(none.refuseOther()).rejects.toMatchObject(refusal('Terraform 1.11 is needed'))
    const newer = await terraformThat(folder.path, `echo '{"terraform_version":"1.12.0"}'`)
    await expect(newer.refuseOther()).rejects.toMatchObject(refusal('1.12.0'))
  })

  it('that is to stop is asked once, waited for, and followed by none', async () => {
    await using folder = await temporaryFolder()
    const stop = new AbortController()
    await writeFile(
      join(folder.path, 'terraform'),
      '#!/bin/sh\ntrap "echo asked >> asked" INT\ntouch begun\nwhile [ ! -s asked ]; do sleep 0.05; done\nsleep 0.2\nexit 1\n',
      { mode: 0o755 },
    )
    const terraform = new Terraform({ PATH: `${folder.path}:/usr/bin:/bin` }, {}, stop.signal)
    const running = terraform.run(folder.path, ['apply'])
    while (!existsSync(join(folder.path, 'begun'))) await sleep(10)
    stop.abort()
    expect(await running).toMatchObject({ status: 1, complaints: [{ summary: 'It was stopped' }, {}] })
    expect(await readFile(join(folder.path, 'asked'), 'utf8')).toBe('asked\n')
    await rm(join(folder.path, 'begun'))
    expect(await terraform.run(folder.path, ['apply'])).toMatchObject({ complaints: [{ summary: 'It was stopped' }] })
    expect(existsSync(join(folder.path, 'begun'))).toBe(false)
  })
})
