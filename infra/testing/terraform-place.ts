import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { findPart } from '../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'

/**
 * A folder with an empty mirror of providers, so that no network is asked, and Terraform in it.
 * @param program `tofu` for OpenTofu, which reads the same configuration and variables
 */
export async function terraformPlace(program: 'terraform' | 'tofu' = 'terraform') {
  const folder = await temporaryFolder()
  const configuration = join(folder.path, 'terraform.rc')
  const mirror = join(folder.path, 'mirror')
  await mkdir(mirror)
  await writeFile(configuration, `provider_installation {\n  filesystem_mirror {\n    path = "${mirror}"\n  }\n}\n`)
  const run = async (within: string, words: readonly string[], environment: Readonly<Record<string, string>> = {}) => {
    const call = promisify(execFile)(findPart(program) ?? program, words, {
      cwd: within,
      env: {
        PATH: process.env.PATH,
        CHECKPOINT_DISABLE: '1',
        // Put in behind the command, whether that is a word or two.
        TF_CLI_ARGS: '-no-color',
        TF_CLI_CONFIG_FILE: configuration,
        ...environment,
      },
      maxBuffer: 64 * 2 ** 20,
    })
    return call.then(
      ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, text: stdout + stderr }),
    )
  }
  return { path: folder.path, configuration, run, [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose]() }
}
