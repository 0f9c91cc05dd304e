import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { openAgent, testProfile, told } from './testing/open-agent.ts'
import { startSnmpd, type UsmCredential } from './testing/snmpd.ts'

const AUTH = 'authenticate me'
const PRIV = 'hide my words'

/** Every pair of protocols that net-snmp's own agent knows beside the levels without them. */
const USERS: readonly UsmCredential[] = [
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
