import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Child, startChild } from '../../../twin/kit/testing/child.ts'
import { freeUdpPort } from '../../../twin/kit/testing/free-port.ts'
import { describeWith, findPart } from '../../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../../twin/kit/testing/temporary-folder.ts'
import type { Credential } from '../../driver.ts'
import { openAgent, testProfile, told } from './testing/open-agent.ts'

const AUTH = 'authenticate me'
const PRIV = 'hide my words'

/** Every pair of protocols that net-snmp's own agent knows beside the levels without them. */
const USERS: readonly Extract<Credential, { kind: 'usm' }>[] = [
  { kind: 'usm', user: 'open', level: 'noAuthNoPriv' },
  { kind: 'usm', user: 'md5', level: 'authNoPriv', authProtocol: 'md5', authKey: AUTH },
  {
    kind: 'usm',
    user: 'sha',
    level: 'authPriv',
    authProtocol: 'sha',
    authKey: AUTH,
    privProtocol: 'aes',
    privKey: PRIV,
  },
  { kind: 'usm', user: 'sha224', level: 'authNoPriv', authProtocol: 'sha224', authKey: AUTH },
  {
    kind: 'usm',
    user: 'sha256',
    level: 'authPriv',
    authProtocol: 'sha256',
    authKey: AUTH,
    privProtocol: 'aes',
    privKey: PRIV,
  },
  {
    kind: 'usm',
    user: 'sha384',
    level: 'authPriv',
    authProtocol: 'sha384',
    authKey: AUTH,
    privProtocol: 'aes',
    privKey: PRIV,
  },
  {
    kind: 'usm',
    user: 'sha512',
    level: 'authPriv',
    authProtocol: 'sha512',
    authKey: AUTH,
    privProtocol: 'aes',
    privKey: PRIV,
  },
]
const NAMES = {
  md5: 'MD5',
  sha: 'SHA',
  sha224: 'SHA-224',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
} as const

const PROFILE = testProfile({
  match: [{ objectId: ['1.3.6.1.4.1.8072'] }],
  scalars: [{ oid: '1.3.6.1.2.1.1.7.0', name: 'services/count', quantity: 'count' }],
})
const signal = new AbortController().signal

describeWith(['snmpd'], 'net-snmp’s own agent', () => {
  const folder = temporaryFolder()
  let agent: Child
  let url = ''

  beforeAll(async () => {
    const { path } = await folder
    const port = await freeUdpPort()
    url = `snmp://127.0.0.1:${port}`
    const users = USERS.map(({ user, authProtocol, authKey, privProtocol, privKey }) => {
      const auth = authProtocol ? ` ${NAMES[authProtocol]} "${authKey}"` : ''
      return `createUser ${user}${auth}${privProtocol ? ` AES "${privKey}"` : ''}`
    })
    const access = USERS.map(
      ({ user, level }) =>
        `rouser ${user} ${level === 'authPriv' ? 'priv' : level === 'authNoPriv' ? 'auth' : 'noauth'} .1`,
    )
    const lines = ['rocommunity public', 'sysServices 72', 'sysName practice', ...users, ...access]
    await mkdir(join(path, 'kept'))
    await chmod(path, 0o755)
    await writeFile(join(path, 'snmpd.conf'), `${lines.join('\n')}\n`)
    agent = await startChild(
      findPart('snmpd') ?? 'snmpd',
      [
        '-f',
        '-Lo',
        '-C',
        '-c',
        join(path, 'snmpd.conf'),
        '-I',
        'system_mib,sysORTable,usmUser,usmConf,vacm_conf,snmpEngine',
        `udp:127.0.0.1:${port}`,
      ],
      (output) => output.includes('NET-SNMP version'),
      { env: { ...process.env, SNMP_PERSISTENT_DIR: join(path, 'kept') } },
    )
  })
  afterAll(async () => {
    await agent?.stop()
    await (await folder)[Symbol.asyncDispose]()
  })

  it.each(USERS.map((credential) => [`${credential.user} ${credential.level}`, credential] as const))(
    'is read by %s',
    async (_name, credential) => {
      const session = await openAgent({ url }, [PROFILE], { credential })
      expect(session.identity.name).toBe('practice')
      expect(told(await session.gather(signal))).toEqual({ 'services/count': 72 })
      await session.close()
    },
  )

  it.each(['1', '2c'])('is read by community over version %s', async (version) => {
    const session = await openAgent({ url }, [PROFILE], { options: { version } })
    expect(told(await session.gather(signal))).toEqual({ 'services/count': 72 })
    await session.close()
  })

  it('is silent to a wrong community, which the message says', async () => {
    const credential = { kind: 'community', community: 'wrong' } as const
    await expect(openAgent({ url }, [PROFILE], { credential, timeoutMs: 300 })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('community'),
    })
  })
})
