import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freeUdpPort } from '../../../../twin/kit/free-port.ts'
import { startChild } from '../../../../twin/kit/testing/child.ts'
import { findPart } from '../../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../../twin/kit/testing/temporary-folder.ts'
import type { Credential } from '../../../driver.ts'

export type UsmCredential = Extract<Credential, { kind: 'usm' }>

const NAMES = {
  md5: 'MD5',
  sha: 'SHA',
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
} as const
/** AES-256 with the key made longer as Blumenthal has it; `AES-256-C` is Reeder's way, which Cisco took. */
const PRIVACY = { des: 'DES', aes: 'AES', aes256b: 'AES-256', aes256r: 'AES-256-C' } as const
const ACCESS = { noAuthNoPriv: 'noauth', authNoPriv: 'auth', authPriv: 'priv' } as const

/**
 * net-snmp's own agent with the community `public` and these users: its system and snmp groups, nothing of the machine.
 * @param hosts loopback addresses that it listens on
 */
export async function startSnmpd(
  users: readonly UsmCredential[],
  hosts: readonly string[] = ['127.0.0.1'],
): Promise<AsyncDisposable & { readonly url: string; readonly port: number }> {
  const folder = await temporaryFolder()
  const port = await freeUdpPort()
  const lines = users.flatMap(({ user, level, authProtocol, authKey, privProtocol = 'aes', privKey }) => {
    const auth = authProtocol ? ` ${NAMES[authProtocol]} "${authKey}"` : ''
    const priv = privKey === undefined ? '' : ` ${PRIVACY[privProtocol]} "${privKey}"`
    return [`createUser ${user}${auth}${priv}`, `rouser ${user} ${ACCESS[level]} .1`]
  })
  const kept = join(folder.path, 'kept')
  const file = join(folder.path, 'snmpd.conf')
  await mkdir(kept)
  await chmod(folder.path, 0o755)
  await writeFile(file, `rocommunity public\nsysServices 72\nsysName practice\n${lines.join('\n')}\n`)
  const child = await startChild(
    findPart('snmpd') ?? 'snmpd',
    [
      ...['-f', '-Lo', '-C', '-c', file],
      ...['-I', 'system_mib,snmp_mib,sysORTable,usmUser,usmConf,vacm_conf,snmpEngine'],
      ...hosts.map((host) => `udp:${host}:${port}`),
    ],
    (output) => output.includes('NET-SNMP version'),
    { env: { ...process.env, SNMP_PERSISTENT_DIR: kept } },
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
