import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import type { DeviceError } from '../../driver.ts'
import { openAgent, testProfile, told } from './testing/open-agent.ts'
import { startSnmpd, type UsmCredential } from './testing/snmpd.ts'

const AUTH = 'authenticate me'
const PRIV = 'hide my words'

/** The levels without privacy, and every protocol for authentication that net-snmp's own agent knows. */
const USERS: readonly UsmCredential[] = [
  { kind: 'usm', user: 'open', level: 'noAuthNoPriv' },
  ...(['md5', 'sha', 'sha224', 'sha256', 'sha384', 'sha512'] as const).map(
    (authProtocol): UsmCredential => ({
      kind: 'usm',
      user: authProtocol,
      level: 'authNoPriv',
      authProtocol,
      authKey: AUTH,
    }),
  ),
  // Of 20 bytes by SHA-1 the keys of AES-256 are made longer, in the one way or the other; of 32 and more they are cut.
  ...(['sha', 'sha256', 'sha512'] as const).flatMap((authProtocol) =>
    (['des', 'aes', 'aes256b', 'aes256r'] as const).map(
      (privProtocol): UsmCredential => ({
        kind: 'usm',
        user: `${authProtocol}-${privProtocol}`,
        level: 'authPriv',
        authProtocol,
        authKey: AUTH,
        privProtocol,
        privKey: PRIV,
      }),
    ),
  ),
]
const PROFILE = testProfile({
  match: [{ objectId: ['1.3.6.1.4.1.8072'] }],
  scalars: [{ oid: '1.3.6.1.2.1.1.7.0', name: 'services/count', quantity: 'count' }],
})
const signal = new AbortController().signal

describeWith(['snmpd'], 'net-snmp’s own agent', () => {
  let agent: Awaited<ReturnType<typeof startSnmpd>>
  beforeAll(async () => {
    agent = await startSnmpd(USERS)
  })
  afterAll(() => agent[Symbol.asyncDispose]())

  it.each(USERS.map((credential) => [`${credential.user} ${credential.level}`, credential] as const))(
    'is read by %s',
    async (_name, credential) => {
      const session = await openAgent(agent, [PROFILE], { credential })
      expect(session.identity.name).toBe('practice')
      expect(told(await session.gather(signal))).toEqual({ 'services/count': 72 })
      await session.close()
    },
  )

  // What the device is set up for, and what is asked with instead. AES-256 after Blumenthal and Reeder differ where the digest is shorter than the key.
  it.each([
    ['sha256-aes', 'des'],
    ['sha256-aes', 'aes256b'],
    ['sha-aes256b', 'aes256r'],
    ['sha256-des', 'aes'],
  ] as const)(
    'does not answer %s with privacy by %s, and the message names what is allowed',
    async (user, privProtocol) => {
      const set = USERS.find((one) => one.user === user)
      const failure = await openAgent(agent, [PROFILE], {
        credential: { ...set, privProtocol } as UsmCredential,
        timeoutMs: 500,
      }).catch((error: unknown) => error)
      // It says so where the bytes cannot be any message, and is silent where they become one that is none.
      expect(['authentication', 'timeout']).toContain((failure as DeviceError).code)
      expect((failure as DeviceError).message).toContain('privProtocol: des, aes, aes256b, aes256r')
      expect(String((failure as Error).message)).not.toContain(PRIV)
    },
  )

  it.each(['1', '2c'])('is read by community over version %s', async (version) => {
    const session = await openAgent(agent, [PROFILE], { options: { version } })
    expect(told(await session.gather(signal))).toEqual({ 'services/count': 72 })
    await session.close()
  })

  it('is silent to a wrong community, which the message says', async () => {
    const credential = { kind: 'community', community: 'wrong' } as const
    await expect(openAgent(agent, [PROFILE], { credential, timeoutMs: 300 })).rejects.toMatchObject({
      code: 'timeout',
      message: expect.stringContaining('community'),
    })
  })
})
