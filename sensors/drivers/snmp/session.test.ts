import { expect, test } from 'vitest'
import { TAG } from '../../simulator/snmp/mib-view.ts'
import { type MibContent, mibAgent } from './testing/mib-agent.ts'
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

test('a row that vanished is invalid, and what comes in its place is found with the next poll', async () => {
  await using agent = await mibAgent(variables())
  const session = await openAgent(agent, [PROFILE])
  agent.mib.delete(`${ACME}.2.1.4.30`)
  agent.mib.set(`${ACME}.2.1.4.31`, 7)
  expect(told(await session.gather(signal))).toEqual({ ...EVERYTHING, 'outlet-30/power': 'invalid' })
  expect(told(await session.gather(signal))).toEqual({
    ...EVERYTHING,
    'outlet-30/power': 'invalid',
    'outlet-31/power': 7,
  })
  agent.mib.set(`${ACME}.2.1.4.30`, 129)
  agent.mib.delete(`${ACME}.2.1.4.31`)
  await session.gather(signal)
  expect(told(await session.gather(signal))).toEqual({ ...EVERYTHING, 'outlet-31/power': 'invalid' })
  await session.close()
})

test('a restart of the agent (sysUpTime falls) makes the rows be looked for within the same poll', async () => {
  await using agent = await mibAgent(variables())
  const session = await openAgent(agent, [PROFILE])
  await session.gather(signal)
  agent.mib.set(`${ACME}.2.1.4.31`, 7)
  agent.mib.set(UP_TIME, { tag: TAG.timeTicks, value: 900 })
  expect(told(await session.gather(signal))).toMatchObject({ 'outlet-31/power': 7 })
  await session.close()
})

test('a device that lost everything says so, and is read again when it is back', async () => {
  await using agent = await mibAgent(variables())
  const session = await openAgent(agent, [PROFILE])
  const all = new Map(agent.mib)
  for (const oid of all.keys()) if (oid.startsWith(ACME)) agent.mib.delete(oid)
  await expect(session.gather(signal)).rejects.toMatchObject({ code: 'protocol', retry: true })
  for (const [oid, content] of all) agent.mib.set(oid, content)
  expect(told(await session.gather(signal))).toEqual(EVERYTHING)
  await session.close()
})

test('a Counter32 of energy goes on over its end, and follows a reset by hand', async () => {
  const profile = testProfile({
    scalars: [
      { oid: `${ACME}.1.0`, name: 'energy', quantity: 'energy' },
      { oid: `${ACME}.4.0`, name: 'meter/energy', quantity: 'energy', unit: 'kWh', scale: 0.1, wrap: 10_000_000 },
    ],
  })
  const set = (counter: number, meter: number) => {
    agent.mib.set(`${ACME}.1.0`, { tag: TAG.counter32, value: counter })
    agent.mib.set(`${ACME}.4.0`, meter)
  }
  await using agent = await mibAgent(variables())
  set(4_294_967_000, 9_999_990)
  const session = await openAgent(agent, [profile])
  expect(told(await session.gather(signal))).toEqual({ energy: 4_294_967_000, 'meter/energy': 999_999_000 })
  set(204, 10)
  // 2^32 + 204; 10,000,010 tenths of a kWh.
  expect(told(await session.gather(signal))).toEqual({ energy: 4_294_967_500, 'meter/energy': 1_000_001_000 })
  set(304, 5_000_000)
  await session.gather(signal)
  set(404, 0)
  expect(told(await session.gather(signal))).toEqual({ energy: 4_294_967_700, 'meter/energy': 0 })
  await session.close()
})
