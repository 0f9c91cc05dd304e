import { expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { openAgent, testProfile, told } from './testing/open-agent.ts'
import { SNMPSIM_USER, startSnmpsim } from './testing/snmpsim.ts'

const PROFILE = testProfile({
  scalars: [{ oid: '1.3.6.1.4.1.99999.1.0', name: 'temperature', quantity: 'temperature' }],
})
const WALK = '1.3.6.1.2.1.1.2.0|6|1.3.6.1.4.1.99999.1\n1.3.6.1.4.1.99999.1.0|2|23\n'

describeWith(['snmpsimd'], 'a second agent, in Python, beside net-snmp’s', () => {
  // Its AES256 is the one after Reeder, AES256BLMT the one after Blumenthal; the digest of SHA is shorter than the key.
  it.each([
    ['SHA', 'DES', 'sha', 'des'],
    ['SHA', 'AES256', 'sha', 'aes256r'],
    ['SHA', 'AES256BLMT', 'sha', 'aes256b'],
    ['SHA256', 'DES', 'sha256', 'des'],
    ['SHA256', 'AES', 'sha256', 'aes'],
    ['SHA256', 'AES256', 'sha256', 'aes256r'],
  ] as const)('with %s and %s is read by %s and %s', async (auth, priv, authProtocol, privProtocol) => {
    await using agent = await startSnmpsim([], { device: WALK }, { auth, priv })
    const session = await openAgent(agent, [PROFILE], {
      credential: { kind: 'usm', level: 'authPriv', authProtocol, privProtocol, context: 'device', ...SNMPSIM_USER },
    })
    expect(told(await session.gather(AbortSignal.timeout(10_000)))).toEqual({ temperature: 23 })
    await session.close()
  })
})
