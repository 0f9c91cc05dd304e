import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { describe } from 'vitest'

/** The real programs that tests talk to, and the Debian package that brings each; '' where Debian has none. */
export const REAL_PARTS = {
  chromium: 'chromium',
  influxd: 'influxdb',
  snmpsimd: 'snmpsim',
  mosquitto: 'mosquitto',
  mosquitto_pub: 'mosquitto-clients',
  snmpget: 'snmp',
  snmpwalk: 'snmp',
  snmpd: 'snmpd',
  mbpoll: 'mbpoll',
  'pymodbus.server': 'python3-pymodbus python3-serial python3-serial-asyncio',
  openssl: 'openssl',
  python3: 'python3',
  postgres: 'postgresql',
  initdb: 'postgresql',
  psql: 'postgresql-client',
  jq: 'jq',
  terraform: '',
  tofu: '',
} as const
export type RealPart = keyof typeof REAL_PARTS

/** Debian keeps the server's programs off the PATH, in a folder for each major version. */
const POSTGRESQL = '/usr/lib/postgresql'
const FOLDERS = [
  ...(process.env.PATH ?? '').split(delimiter),
  '/usr/sbin',
  '/usr/local/sbin',
  '/usr/bin',
  ...(existsSync(POSTGRESQL) ? readdirSync(POSTGRESQL).map((version) => join(POSTGRESQL, version, 'bin')) : []),
]

/** The program's file, or undefined where this machine lacks it. */
export function findPart(part: RealPart): string | undefined {
  return FOLDERS.map((folder) => join(folder, part)).find((file) => existsSync(file))
}

/** The folder of device recordings (`OBLAK_RECORDINGS`, else beside the checkout), or undefined. */
export function recordingsFolder(): string | undefined {
  const folder = process.env.OBLAK_RECORDINGS ?? join(process.cwd(), '..', 'shared', 'recordings')
  return existsSync(join(folder, 'snmp')) ? folder : undefined
}

/**
 * A suite that needs real programs. Where one is missing the suite is skipped and says loudly what was not tested and how to
 * get it; in CI that is a failure, but where Debian has no package of it: then skips.json decides.
 */
export function describeWith(parts: readonly (RealPart | 'recordings')[], name: string, suite: () => void): void {
  const missing = parts.filter((part) => (part === 'recordings' ? !recordingsFolder() : !findPart(part)))
  if (missing.length === 0) {
    describe(name, suite)
    return
  }
  const advice = missing.map(adviceFor).join('; ')
  const notice = `NOT TESTED: "${name}" needs ${missing.join(', ')}. To get it: ${advice}`
  if (process.env.CI && missing.some((part) => part === 'recordings' || REAL_PARTS[part] !== '')) {
    throw new Error(`${notice}. In CI every part must be there.`)
  }
  process.stderr.write(`\n${notice}\n`)
  describe.skip(`${name} (needs ${missing.join(', ')})`, suite)
}

function adviceFor(part: RealPart | 'recordings'): string {
  if (part === 'recordings') return 'set OBLAK_RECORDINGS to the folder of device recordings'
  return REAL_PARTS[part] === ''
    ? `put ${part} on the PATH, Debian has no package of it`
    : `apt-get install ${REAL_PARTS[part]}`
}
