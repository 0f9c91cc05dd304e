import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { CommandCall, CommandOption } from '../../twin/kit/command.ts'
import type { Credential } from '../driver.ts'

const AUTH = ['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'] as const
const PRIV = ['des', 'aes', 'aes256b', 'aes256r'] as const

export const CREDENTIAL_OPTIONS: readonly CommandOption[] = [
  { flags: '--community <community>', description: 'SNMP v2c community (or OBLAK_COMMUNITY; default: public)' },
  { flags: '--v3-user <user>', description: 'SNMP v3 user (or OBLAK_V3_USER)' },
  { flags: '--v3-auth-protocol <protocol>', description: 'default: sha256', choices: AUTH },
  { flags: '--v3-auth-key <key>', description: 'other users of this machine can see it: rather set OBLAK_V3_AUTH_KEY' },
  { flags: '--v3-priv-protocol <protocol>', description: 'default: aes', choices: PRIV },
  { flags: '--v3-priv-key <key>', description: 'other users of this machine can see it: rather set OBLAK_V3_PRIV_KEY' },
  { flags: '--v3-context <name>', description: 'SNMP v3 context' },
  { flags: '--user <user>', description: 'Redfish or MQTT user (or OBLAK_USER)' },
  { flags: '--password-file <file>', description: 'file that holds the password alone (or OBLAK_PASSWORD)' },
]

/**
 * The credential that flags and environment give for a driver. Flags win over the environment.
 * @throws Error that says which half is missing
 */
export async function credentialFromFlags(call: CommandCall, driver: string): Promise<Credential | undefined> {
  const { options, io } = call
  const given = (flag: string, variable: string): string | undefined => {
    const value = options[flag]
    return typeof value === 'string' ? value : io.environment[variable] || undefined
  }
  if (driver === 'snmp') {
    const user = given('v3User', 'OBLAK_V3_USER')
    return user === undefined
      ? { kind: 'community', community: given('community', 'OBLAK_COMMUNITY') ?? 'public' }
      : usm(user, given)
  }
  const user = given('user', 'OBLAK_USER')
  const token = io.environment.OBLAK_TOKEN
  if (user === undefined) return token ? { kind: 'token', token } : undefined
  const file = options.passwordFile
  const password =
    typeof file === 'string' ? await passwordFrom(resolve(io.workingFolder, file)) : io.environment.OBLAK_PASSWORD
  if (password === undefined) {
    throw new Error(`the user ${user} needs a password: give --password-file FILE or set OBLAK_PASSWORD`)
  }
  return { kind: 'password', user, password }
}

function usm(user: string, given: (flag: string, variable: string) => string | undefined): Credential {
  const authKey = given('v3AuthKey', 'OBLAK_V3_AUTH_KEY')
  const privKey = given('v3PrivKey', 'OBLAK_V3_PRIV_KEY')
  if (privKey !== undefined && authKey === undefined) {
    throw new Error(
      'SNMP v3 knows no privacy without authentication: give the authentication key too (OBLAK_V3_AUTH_KEY)',
    )
  }
  for (const [key, name] of [
    [authKey, 'authentication'],
    [privKey, 'privacy'],
  ]) {
    // RFC 3414, 11.2: passwords of at least eight characters
    if (key !== undefined && key.length < 8) throw new Error(`the SNMP v3 ${name} key is shorter than 8 characters`)
  }
  const context = given('v3Context', 'OBLAK_V3_CONTEXT')
  return {
    kind: 'usm',
    user,
    level: privKey !== undefined ? 'authPriv' : authKey !== undefined ? 'authNoPriv' : 'noAuthNoPriv',
    ...(authKey === undefined
      ? {}
      : { authKey, authProtocol: choice(given('v3AuthProtocol', 'OBLAK_V3_AUTH_PROTOCOL') ?? 'sha256', AUTH) }),
    ...(privKey === undefined
      ? {}
      : { privKey, privProtocol: choice(given('v3PrivProtocol', 'OBLAK_V3_PRIV_PROTOCOL') ?? 'aes', PRIV) }),
    ...(context === undefined ? {} : { context }),
  }
}

function choice<T extends string>(text: string, allowed: readonly T[]): T {
  const found = allowed.find((word) => word === text)
  if (!found) throw new Error(`${text} is no protocol that is known; allowed: ${allowed.join(', ')}`)
  return found
}

async function passwordFrom(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Error(`the password file ${file} cannot be read (${error.code ?? error.message})`)
  })
  return text.replace(/\r?\n$/, '')
}
