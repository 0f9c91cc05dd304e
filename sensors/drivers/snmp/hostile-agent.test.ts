import { existsSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { freeUdpPort } from '../../../twin/kit/free-port.ts'
import { TAG } from '../../simulator/snmp/mib-view.ts'
import { type Manners, type MibContent, mibAgent } from './testing/mib-agent.ts'
import { openAgent, testProfile, told } from './testing/open-agent.ts'

const ACME = '1.3.6.1.4.1.99999'
const UP_TIME = '1.3.6.1.2.1.1.3.0'
const ROWS = 30
const signal = new AbortController().signal

/** A device with a scalar and a table of thirty rows. */
function variables(): Record<string, MibContent> {
  const rows = Array.from({ length: ROWS }, (_, at): [string, MibContent] => [`${ACME}.2.1.4.${at + 1}`, 100 + at])
  return {
    '1.3.6.1.2.1.1.1.0': 'ACME',
    '1.3.6.1.2.1.1.2.0': { tag: TAG.oid, value: `${ACME}.1` },
    [UP_TIME]: { tag: TAG.timeTicks, value: 100_000 },
    [`${ACME}.1.0`]: 231,
    ...Object.fromEntries(rows),
    [`${ACME}.3.0`]: 'what comes after',
  }
}

const PROFILE = testProfile({
  scalars: [{ oid: `${ACME}.1.0`, name: 'temperature', quantity: 'temperature', scale: 0.1 }],
  tables: [{ entry: `${ACME}.2.1`, points: [{ column: 4, name: 'outlet-{1}/power', quantity: 'power' }] }],
})

const EVERYTHING = {
  temperature: 23.1,
  ...Object.fromEntries(Array.from({ length: ROWS }, (_, at) => [`outlet-${at + 1}/power`, 100 + at])),
}

/** Opens, polls once and closes. */
async function readWith(manners: Manners, target = {}) {
  await using agent = await mibAgent(variables(), manners)
  const session = await openAgent(agent, [PROFILE], { timeoutMs: 200, ...target })
  try {
    return { readings: told(await session.gather(signal)), asked: agent.asked }
  } finally {
    await session.close()
  }
}

const GET = 0xa0
const BULK = 0xa5
const TOO_BIG = 1
const NO_SUCH_NAME = 2
const GENERAL_ERROR = 5
const NO_ACCESS = 6

test.each<[string, Manners]>([
  [
    'is silent to a GETBULK above ten',
    (pdu, agent) => (pdu.type === BULK && pdu.repetitions > 10 ? undefined : agent.honest(pdu)),
  ],
  ['is silent to every GETBULK', (pdu, agent) => (pdu.type === BULK ? undefined : agent.honest(pdu))],
  [
    'fails on every GETBULK',
    (pdu, agent) => (pdu.type === BULK ? { status: GENERAL_ERROR, varbinds: [] } : agent.honest(pdu)),
  ],
  [
    'says tooBig above four variables',
    (pdu, agent) => (pdu.oids.length > 4 ? { status: TOO_BIG, varbinds: [] } : agent.honest(pdu)),
  ],
  ['is silent above four variables', (pdu, agent) => (pdu.oids.length > 4 ? undefined : agent.honest(pdu))],
  [
    'cuts answers to GETBULK at three',
    (pdu, agent) => ({ varbinds: agent.honest(pdu).varbinds.slice(0, pdu.type === BULK ? 3 : 99) }),
  ],
])('an agent that %s is read completely', async (_what, manners) => {
  const { readings } = await readWith(manners)
  expect(readings).toEqual(EVERYTHING)
})

test('what an agent cannot is learned: the next poll asks in sizes that it answers', async () => {
  await using agent = await mibAgent(variables(), (pdu, honest) =>
    pdu.oids.length > 10 ? { status: TOO_BIG, varbinds: [] } : honest.honest(pdu),
  )
  const session = await openAgent(agent, [PROFILE])
  await session.gather(signal)
  agent.asked.length = 0
  expect(told(await session.gather(signal))).toEqual(EVERYTHING)
  // Thirty rows, the scalar and sysUpTime in eights.
  expect(agent.asked.map(({ oids }) => oids.length)).toEqual([8, 8, 8, 8])
  await session.close()
})

test('after the discovery a poll is one GET of what is wanted, each variable once', async () => {
  await using agent = await mibAgent(variables())
  const session = await openAgent(agent, [PROFILE], { points: ['temperature', 'outlet-7/*'] })
  agent.asked.length = 0
  expect(told(await session.gather(signal))).toEqual({ temperature: 23.1, 'outlet-7/power': 106 })
  expect(agent.asked).toMatchObject([{ type: GET, oids: [UP_TIME, `${ACME}.1.0`, `${ACME}.2.1.4.7`] }])
  await session.close()
})

test('columns that cannot give a wanted point are not walked', async () => {
  await using agent = await mibAgent(variables())
  const session = await openAgent(agent, [PROFILE], { points: ['temperature'] })
  await session.close()
  expect(agent.asked.flatMap(({ oids }) => oids).filter((oid) => oid.startsWith(`${ACME}.2`))).toEqual([])
})

test.each<[string, Manners]>([
  [
    'goes back to its first row',
    (pdu, agent) => ({
      varbinds: agent
        .honest(pdu)
        .varbinds.map((varbind) =>
          varbind.oid === `${ACME}.2.1.4.25` ? { ...varbind, oid: `${ACME}.2.1.4.1` } : varbind,
        ),
    }),
  ],
  [
    'repeats the row that it was asked for',
    (pdu, agent) => ({
      varbinds: agent
        .honest(pdu)
        .varbinds.map((varbind) =>
          varbind.oid === `${ACME}.2.1.4.25` ? { ...varbind, oid: `${ACME}.2.1.4.24` } : varbind,
        ),
    }),
  ],
])('a walk ends where an agent %s', async (_what, manners) => {
  const { readings } = await readWith((pdu, agent) => (pdu.type === GET ? agent.honest(pdu) : manners(pdu, agent)))
  expect(Object.keys(readings)).toHaveLength(1 + 24)
})

test('a table without end is cut at maxRows', async () => {
  let row = 0
  const { readings, asked } = await readWith(
    (pdu, agent) => {
      if (pdu.type === GET) {
        return { varbinds: pdu.oids.map((oid) => ({ oid, tag: TAG.integer, value: oid === UP_TIME ? 1 : 5 })) }
      }
      if (pdu.type !== BULK) return agent.honest(pdu)
      return { varbinds: pdu.oids.map(() => ({ oid: `${ACME}.2.1.4.${++row}`, tag: TAG.integer, value: 1 })) }
    },
    { options: { maxRows: 40 }, profile: 'test' },
  )
  expect(Object.keys(readings)).toHaveLength(1 + 40)
  expect(asked.length).toBeLessThan(60)
})

test('an agent of SNMPv1 is read with GETNEXT; noSuchName takes only the blamed variable away', async () => {
  await using agent = await mibAgent(variables(), (pdu, honest) => {
    const answer = honest.honest(pdu)
    const missing = answer.varbinds.findIndex(({ tag }) => tag >= TAG.noSuchObject)
    const echo = pdu.oids.map((oid) => ({ oid, tag: TAG.null, value: undefined }))
    return honest.message(pdu, missing < 0 ? answer : { status: NO_SUCH_NAME, index: missing + 1, varbinds: echo }, 0)
  })
  agent.mib.delete(UP_TIME)
  const session = await openAgent(agent, [PROFILE], { options: { version: '1' } })
  expect(told(await session.gather(signal))).toEqual(EVERYTHING)
  expect(agent.asked.filter(({ type }) => type === BULK)).toEqual([])
  agent.mib.delete(`${ACME}.2.1.4.3`)
  expect(told(await session.gather(signal))).toEqual({ ...EVERYTHING, 'outlet-3/power': 'invalid' })
  await session.close()
})

test('a variable that makes the agent fail is invalid, the others are read', async () => {
  const { readings } = await readWith((pdu, agent) => {
    const at = pdu.type === GET ? pdu.oids.indexOf(`${ACME}.2.1.4.9`) : -1
    return at < 0 ? agent.honest(pdu) : { status: GENERAL_ERROR, index: at + 1, varbinds: agent.honest(pdu).varbinds }
  })
  expect(readings).toEqual({ ...EVERYTHING, 'outlet-9/power': 'invalid' })
})

test('a view that lets nothing be read is a refusal with advice', async () => {
  await expect(readWith(() => ({ status: NO_ACCESS, index: 1, varbinds: [] }))).rejects.toMatchObject({
    code: 'refused',
    retry: false,
    message: expect.stringContaining('view'),
  })
})

test('a silent agent was perhaps asked with a wrong community: only the one that everybody knows is told', async () => {
  await using agent = await mibAgent(variables(), () => undefined)
  const refusal = async (community: string) => {
    const credential = { kind: 'community', community } as const
    const opened = openAgent(agent, [PROFILE], { credential, timeoutMs: 50, options: { tries: 1 } })
    return String(await opened.catch((error: unknown) => error))
  }
  expect(await refusal('public')).toContain('the community (“public” was tried): a device is silent to a wrong one')
  const said = await refusal('s3cret')
  expect(said).toContain('the community: a device is silent to a wrong one')
  expect(said).not.toContain('s3cret')
})

test('a silent agent is given up after the timeout, divided between the tries', async () => {
  await using agent = await mibAgent(variables(), () => undefined)
  const begun = performance.now()
  await expect(
    openAgent(agent, [PROFILE], { timeoutMs: 300, options: { tries: 3, maxVarbinds: 3 } }),
  ).rejects.toMatchObject({
    code: 'timeout',
    retry: true,
    message: expect.stringContaining('within 300 ms (3 tries)'),
  })
  // The first three variables, then one of them alone: silence to a large question says nothing.
  expect(agent.asked.map(({ oids }) => oids.length)).toEqual([3, 3, 3, 1, 1, 1])
  expect(performance.now() - begun).toBeLessThan(10_000)
})

test('a closed port is told at once as unreachable', async () => {
  const url = `snmp://127.0.0.1:${await freeUdpPort()}`
  await expect(openAgent({ url }, [PROFILE], { timeoutMs: 60_000 })).rejects.toMatchObject({
    code: 'unreachable',
    message: expect.stringContaining('nothing listens'),
  })
})

test.each<[string, Manners]>([
  ['bytes that are no BER', () => Buffer.from('deadbeef', 'hex')],
  ['nothing in a datagram', () => Buffer.alloc(0)],
  ['a message cut in the middle', (pdu, agent) => agent.message(pdu, agent.honest(pdu)).subarray(0, 30)],
  [
    'a length that lies',
    (pdu, agent) => {
      const bytes = agent.message(pdu, agent.honest(pdu))
      bytes[1] = 0x84
      return bytes
    },
  ],
  ['another version', (pdu, agent) => agent.message(pdu, agent.honest(pdu), 0)],
  // net-snmp would look up the keys of a user that a session by community does not have, and throw.
  ['a signed message of SNMPv3', (pdu) => signedMessage(pdu.id)],
])('%s instead of an answer is an error of the protocol, and the session goes on', async (_what, manners) => {
  let isWell = true
  await using agent = await mibAgent(variables(), (pdu, honest) => (isWell ? honest.honest(pdu) : manners(pdu, honest)))
  const session = await openAgent(agent, [PROFILE], { timeoutMs: 200 })
  await session.gather(signal)
  isWell = false
  await expect(session.gather(signal)).rejects.toMatchObject({ code: 'protocol', retry: true })
  isWell = true
  expect(told(await session.gather(signal))).toEqual(EVERYTHING)
  await session.close()
})

test('an answer that comes too late is not taken for the next one', async () => {
  let late: Buffer | undefined
  let isLate = false
  await using agent = await mibAgent(variables(), (pdu, honest) => {
    if (!isLate) {
      // The answer of before arrives first.
      if (late) honest.push(late)
      return honest.honest(pdu)
    }
    late = honest.message(pdu, honest.honest(pdu))
    return undefined
  })
  const session = await openAgent(agent, [PROFILE], { timeoutMs: 200, points: ['temperature'] })
  await session.gather(signal)
  isLate = true
  await expect(session.gather(signal)).rejects.toMatchObject({ code: 'timeout' })
  isLate = false
  agent.mib.set(`${ACME}.1.0`, 250)
  expect(told(await session.gather(signal))).toEqual({ temperature: 25 })
  await session.close()
})

test('variables that nobody asked for make theirs invalid, not somebody else’s value', async () => {
  const { readings } = await readWith((pdu, agent) => {
    const { varbinds } = agent.honest(pdu)
    return { varbinds: pdu.oids.length > 5 ? [...varbinds.slice(1), ...varbinds.slice(0, 1)] : varbinds }
  }).catch((error: unknown) => ({ readings: error }))
  expect(readings).toMatchObject({ code: 'protocol' })
})

test('two sessions with one device keep one request in flight', async () => {
  await using agent = await mibAgent(variables(), async (pdu, honest) => {
    await new Promise((resolve) => setTimeout(resolve, 5))
    return honest.honest(pdu)
  })
  const { snmpDriver } = await import('./driver.ts')
  const driver = snmpDriver([PROFILE])
  const credential = { kind: 'community', community: 'public' } as const
  const open = () => driver.open({ url: agent.url, timeoutMs: 5_000, credential }, signal)
  const sessions = await Promise.all([open(), open(), open()])
  const readings = await Promise.all(sessions.map((session) => session.gather(signal)))
  expect(readings.map(told)).toEqual([EVERYTHING, EVERYTHING, EVERYTHING])
  expect(agent.inFlight()).toBe(1)
  await Promise.all(sessions.map((session) => session.close()))
})

test('a signal ends a poll at once, and the session is good afterwards', async () => {
  let isWell = true
  await using agent = await mibAgent(variables(), (pdu, honest) => (isWell ? honest.honest(pdu) : undefined))
  const session = await openAgent(agent, [PROFILE], { timeoutMs: 60_000 })
  isWell = false
  const stop = new AbortController()
  const poll = session.gather(stop.signal)
  setTimeout(() => stop.abort(), 30)
  await expect(poll).rejects.toMatchObject({ code: 'aborted' })
  isWell = true
  expect(told(await session.gather(signal))).toEqual(EVERYTHING)
  await expect(session.gather(AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' })
  await session.close()
})

test.runIf(existsSync('/proc/self/fd'))('sockets of failed and closed sessions are freed', async () => {
  // Idle sockets do not keep the program alive, so they are counted where the kernel keeps them.
  const sockets = () => readdirSync('/proc/self/fd').length
  await using agent = await mibAgent(variables())
  const session = await openAgent(agent, [PROFILE])
  await session.close()
  await session.close()
  const url = `snmp://127.0.0.1:${await freeUdpPort()}`
  const before = sockets()
  await Promise.allSettled(Array.from({ length: 50 }, () => openAgent({ url }, [PROFILE])))
  await Promise.allSettled(Array.from({ length: 10 }, () => openAgent(agent, [])))
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(sockets() - before).toBeLessThan(10)
})

test.each([
  ['http://host', 'snmp:'],
  ['snmp://', 'host is missing'],
  ['snmp://public@host', 'no secret'],
  ['snmp://host/unit', '/unit'],
])('%s is refused with what an address looks like', async (url, why) => {
  await expect(openAgent({ url }, [PROFILE])).rejects.toMatchObject({
    code: 'bad-target',
    message: expect.stringMatching(why),
  })
})

test.each([
  [{ options: { tries: 9 } }, 'tries'],
  [{ options: { speed: 1 } }, 'speed'],
  [{ credential: { kind: 'token', token: 't' } as const }, 'not a token'],
  [{ credential: { kind: 'usm', user: 'u', level: 'authPriv', authKey: 'long enough' } as const }, 'privacy'],
  [{ credential: { kind: 'usm', user: 'u', level: 'authNoPriv', authKey: 'short' } as const }, 'RFC 3414'],
  [{ profile: 'nothing' }, 'Known: test'],
])('options and credentials that cannot be meant are refused before anything is sent', async (target, why) => {
  await using agent = await mibAgent(variables())
  await expect(openAgent(agent, [PROFILE], target)).rejects.toMatchObject({
    code: 'bad-target',
    message: expect.stringContaining(why),
  })
})

/** A message of SNMPv3 with the flag for authentication, an answer by its message id, and a digest of zeros. */
function signedMessage(id: number): Buffer {
  const number = Buffer.alloc(6)
  number.set([0x02, 0x04])
  number.writeInt32BE(id, 2)
  const tlv = (tag: number, ...parts: Buffer[]) => {
    const content = Buffer.concat(parts)
    return Buffer.concat([Buffer.from([tag, content.length]), content])
  }
  const zero = Buffer.from([0x02, 0x01, 0x00])
  const three = Buffer.from([0x02, 0x01, 0x03])
  const empty = Buffer.from([0x04, 0x00])
  const header = tlv(0x30, number, Buffer.from([0x02, 0x02, 0x10, 0x00]), Buffer.from([0x04, 0x01, 0x01]), three)
  const digest = tlv(0x04, Buffer.alloc(12))
  const security = tlv(0x04, tlv(0x30, tlv(0x04, Buffer.from('engine')), zero, zero, empty, digest, empty))
  const scoped = tlv(0x30, empty, empty, tlv(0xa2, number, zero, zero, tlv(0x30)))
  return tlv(0x30, three, header, security, scoped)
}
