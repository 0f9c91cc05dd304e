import { createSocket } from 'node:dgram'
import { expect, test } from 'vitest'
import type { Credential } from '../../driver.ts'
import { BerWriter } from '../../simulator/snmp/ber-writer.ts'
import { MibBuilder, TAG } from '../../simulator/snmp/mib-view.ts'
import { SnmpAgent } from '../../simulator/snmp/snmp-agent.ts'
import { UsmEngine } from '../../simulator/snmp/usm-engine.ts'
import { UsmKeys } from '../../simulator/snmp/usm-keys.ts'
import { openAgent, testProfile, told } from './testing/open-agent.ts'

const USER = { name: 'reader', authKey: 'authenticate me', privKey: 'hide my words' }
const CREDENTIAL: Credential = {
  kind: 'usm',
  user: USER.name,
  level: 'authPriv',
  authProtocol: 'sha256',
  authKey: USER.authKey,
  privProtocol: 'aes',
  privKey: USER.privKey,
}
const OID = '1.3.6.1.4.1.99999.1.0'
const PROFILE = testProfile({ scalars: [{ oid: OID, name: 'temperature', quantity: 'temperature' }] })
const signal = new AbortController().signal

interface Engine {
  readonly id?: string
  readonly boots?: number
  /** Seconds that it has been up. */
  readonly up?: number
  /** Its answers are signed well and encrypted by another second than they say. */
  readonly isSealedWrongly?: boolean
}

/** An agent whose engine can be put in place of another while a session lasts, as a reboot or a replacement does. */
async function usmAgent(first: Engine = {}) {
  const mib = new MibBuilder<null>()
  mib.add(TAG.oid, '1.3.6.1.2.1.1.2.0', () => '1.3.6.1.4.1.99999.1')
  mib.integer(OID, () => 23)
  const view = mib.view()
  const keys = new UsmKeys(USER)
  const make = ({ id = '8000013e04414243', boots = 1, up = 1000, isSealedWrongly = false }: Engine) => {
    const started = performance.now() - up * 1000
    let isFirst = true
    const clock = () => {
      // The engine takes its first look at the clock as its start.
      if (!isFirst) return performance.now()
      isFirst = false
      return started
    }
    const usm = new UsmEngine(Buffer.from(id, 'hex'), boots, [keys], clock)
    const encrypt = usm.encrypt.bind(usm)
    if (isSealedWrongly) {
      usm.encrypt = (user, plain) => {
        const sealed = encrypt(user, plain)
        return { ...sealed, time: sealed.time + 1 }
      }
    }
    return new SnmpAgent(view, null, { usm }, 1472, new BerWriter(Buffer.alloc(98_304)))
  }
  let agent = make(first)
  let spoil: ((answer: Buffer) => Buffer) | undefined
  const socket = createSocket('udp4')
  socket.on('message', (bytes, from) => {
    const answer = agent.answer(bytes)
    if (answer) socket.send(spoil ? spoil(answer) : answer, from.port, from.address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  return {
    url: `snmp://127.0.0.1:${socket.address().port}`,
    become: (engine: Engine) => {
      agent = make(engine)
    },
    spoil: (how: typeof spoil) => {
      spoil = how
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  }
}

test.each<[string, Engine]>([
  ['a reboot that counts its boots', { boots: 2, up: 3 }],
  ['a reboot that does not, as cheap cards do', { boots: 1, up: 3 }],
  ['a clock that was set far ahead', { boots: 1, up: 90_000 }],
  ['another device in its place, with fewer boots', { id: '8000013e0458595a', boots: 0, up: 3 }],
  ['another device in its place, with more boots', { id: '8000013e0458595a', boots: 9, up: 70_000 }],
])('a session goes on after %s, within the same poll', async (_what, engine) => {
  await using agent = await usmAgent()
  const session = await openAgent(agent, [PROFILE], { credential: CREDENTIAL })
  expect(told(await session.gather(signal))).toEqual({ temperature: 23 })
  agent.become(engine)
  expect(told(await session.gather(signal))).toEqual({ temperature: 23 })
  expect(told(await session.gather(signal))).toEqual({ temperature: 23 })
  await session.close()
})

test.each<[string, Partial<Extract<Credential, { kind: 'usm' }>>, RegExp]>([
  ['a wrong user', { user: 'stranger' }, /User Name.*exists on the device/],
  ['a wrong key for authentication', { authKey: 'somebody else' }, /Wrong Digest.*Check authentication/],
  ['a wrong protocol for authentication', { authProtocol: 'sha512' }, /Check authentication/],
  ['a level that the device does not take', { level: 'noAuthNoPriv' }, /Security Level.*authPriv/],
  ['a wrong key for privacy', { privKey: 'open to all' }, /Decryption Error.*privacy/],
])('%s is a refusal with advice, and no key is in the message', async (_what, wrong, said) => {
  await using agent = await usmAgent()
  const credential = { ...CREDENTIAL, ...wrong }
  const failure = await openAgent(agent, [PROFILE], { credential, timeoutMs: 500 }).catch((error: unknown) => error)
  expect(failure).toMatchObject({ code: 'authentication', retry: false, message: expect.stringMatching(said) })
  for (const key of [USER.authKey, USER.privKey, 'somebody else', 'open to all']) {
    expect(String((failure as Error).message)).not.toContain(key)
  }
})

test('an answer that is not signed, or not with our key, never becomes a value', async () => {
  await using agent = await usmAgent()
  const session = await openAgent(agent, [PROFILE], { credential: CREDENTIAL, timeoutMs: 200 })
  await session.gather(signal)
  // msgFlags stand behind version, message id and size: 3 (authPriv) becomes 0.
  agent.spoil((answer) => {
    const flags = answer.indexOf(Buffer.from([0x04, 0x01, 0x03]))
    if (flags > 0) answer[flags + 2] = 0
    return answer
  })
  await expect(session.gather(signal)).rejects.toMatchObject({ code: 'protocol' })
  // A digest that does not fit.
  agent.spoil((answer) => {
    answer[answer.length - 1] = (answer[answer.length - 1] ?? 0) ^ 0xff
    return answer
  })
  await expect(session.gather(signal)).rejects.toMatchObject({
    code: 'protocol',
    message: expect.stringContaining('signature'),
  })
  agent.spoil(undefined)
  expect(told(await session.gather(signal))).toEqual({ temperature: 23 })
  await session.close()
})

test('an answer that cannot be decrypted is one to ask for again, not a refusal of the user', async () => {
  await using agent = await usmAgent()
  const session = await openAgent(agent, [PROFILE], { credential: CREDENTIAL, timeoutMs: 200 })
  agent.become({ isSealedWrongly: true })
  await expect(session.gather(signal)).rejects.toMatchObject({
    code: 'protocol',
    retry: true,
    message: expect.stringMatching(/cannot be decrypted.*authProtocol.*privProtocol.*and key/),
  })
  agent.become({})
  expect(told(await session.gather(signal))).toEqual({ temperature: 23 })
  await session.close()
})
