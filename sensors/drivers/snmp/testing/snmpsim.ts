import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freeUdpPort } from '../../../../twin/kit/free-port.ts'
import { type Child, startChild } from '../../../../twin/kit/testing/child.ts'
import { findPart, recordingsFolder } from '../../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../../twin/kit/testing/temporary-folder.ts'

/** snmpsimd over recordings. The community, or the context of v3, is a recording's name. */
export interface Snmpsim extends AsyncDisposable {
  readonly port: number
  readonly url: string
}

/** The user that it knows. */
export const SNMPSIM_USER = { user: 'poller', authKey: 'authpass123', privKey: 'privpass123' } as const

/**
 * @param recordings names of files in the recordings' folder
 * @param own recordings by name, as lines `oid|tag|value` in the order of a walk
 * @param protocols of its user, as snmpsimd calls them
 */
export async function startSnmpsim(
  recordings: readonly string[],
  own: Readonly<Record<string, string>> = {},
  { auth = 'SHA', priv = 'AES' }: { readonly auth?: string; readonly priv?: string } = {},
): Promise<Snmpsim> {
  const folder = await temporaryFolder()
  const data = join(folder.path, 'data')
  const cache = join(folder.path, 'cache')
  await mkdir(data)
  await mkdir(cache)
  for (const name of recordings) {
    await copyFile(join(recordingsFolder() ?? '', 'snmp', `${name}.snmprec`), join(data, `${name}.snmprec`))
  }
  for (const [name, text] of Object.entries(own)) await writeFile(join(data, `${name}.snmprec`), text)
  // It will not run as root: another user must get at the files.
  for (const path of [folder.path, data]) await chmod(path, 0o755)
  await chmod(cache, 0o777)
  const port = await freeUdpPort()
  const asNobody = process.getuid?.() === 0 ? ['--process-user=nobody', '--process-group=nogroup'] : []
  const { user, authKey, privKey } = SNMPSIM_USER
  const child: Child = await startChild(
    findPart('snmpsimd') ?? 'snmpsimd',
    [
      ...asNobody,
      '--logging-method=stderr',
      '--v3-engine-id=auto',
      `--agent-udpv4-endpoint=127.0.0.1:${port}`,
      `--data-dir=${data}`,
      `--cache-dir=${cache}`,
      `--v3-user=${user}`,
      `--v3-auth-key=${authKey}`,
      `--v3-auth-proto=${auth}`,
      `--v3-priv-key=${privKey}`,
      `--v3-priv-proto=${priv}`,
    ],
    (output) => output.includes(`127.0.0.1:${port}`) && /Listening/i.test(output),
  )
  return {
    port,
    url: `snmp://127.0.0.1:${port}`,
    [Symbol.asyncDispose]: async () => {
      await child.stop()
      await folder[Symbol.asyncDispose]()
    },
  }
}
