import snmp from 'net-snmp'
import type { Benchmark } from '../../../twin/kit/bench/benchmark.ts'
import type { Credential, Session } from '../../driver.ts'
import { snmpProfileSchema } from '../../profiles/snmp-profile.ts'
import { snmpDriver } from './driver.ts'
import { startSnmpd, type UsmCredential } from './testing/snmpd.ts'

/** Counters of the snmp group (RFC 3418): with sysUpTime as many variables as a poll of a rack PDU with a few probes. */
const ARCS = [1, 3, 4, 5, 6, 30, 31, 32, 8, 9, 10]
const OIDS = ['1.3.6.1.2.1.1.3.0', ...ARCS.map((arc) => `1.3.6.1.2.1.11.${arc}.0`)]
const PROFILE = snmpProfileSchema.parse({
  protocol: 'snmp',
  id: 'bench',
  name: 'Bench',
  source: 'RFC 3418',
  match: [{ objectId: ['1.3.6.1.4.1.8072'] }],
  scalars: ARCS.map((arc) => ({ oid: `1.3.6.1.2.1.11.${arc}.0`, name: `c-${arc}/count`, quantity: 'count' })),
})
const USER: UsmCredential = {
  kind: 'usm',
  user: 'reader',
  level: 'authPriv',
  authProtocol: 'sha256',
  authKey: 'authenticate me',
  privProtocol: 'aes',
  privKey: 'hide my words',
}
const COMMUNITY: Credential = { kind: 'community', community: 'public' }
/** Devices polled side by side. */
const ABREAST = 16
/** 127.0.0.1 to 127.0.0.16: a device each, for sessions with one device wait for each other. */
const HOSTS = Array.from({ length: ABREAST }, (_, at) => `127.0.0.${at + 1}`)
const ROUNDS = 1_500
const BUDGET = 100_000

/** Variables a second of this process' CPU; the agent runs in a process of its own. */
async function variablesPerCpuSecond(polls: readonly (() => Promise<unknown>)[]): Promise<number> {
  const run = (rounds: number) =>
    Promise.all(
      polls.map(async (poll) => {
        for (let round = 0; round < rounds; round++) await poll()
      }),
    )
  await run(ROUNDS / 10)
  const before = process.cpuUsage()
  await run(ROUNDS)
  const { user, system } = process.cpuUsage(before)
  return (polls.length * ROUNDS * OIDS.length) / ((user + system) / 1e6)
}

async function ours(url: string, credential: Credential): Promise<number> {
  const driver = snmpDriver([PROFILE])
  const signal = new AbortController().signal
  const sessions: Session[] = []
  for (const host of HOSTS) {
    const own = url.replace('127.0.0.1', host)
    sessions.push(await driver.open({ url: own, timeoutMs: 10_000, credential }, signal))
  }
  const figure = await variablesPerCpuSecond(sessions.map((session) => () => session.gather(signal)))
  await Promise.all(sessions.map((session) => session.close()))
  return figure
}

/** The library alone: the same variables, nothing done with them. */
async function bare(port: number): Promise<number> {
  const { createSocket } = await import('node:dgram')
  const sessions = Array.from({ length: ABREAST }, () =>
    snmp.createSession('127.0.0.1', 'public', {
      version: snmp.Version2c,
      retries: 1,
      timeout: 10_000,
      dgramModule: { createSocket: () => createSocket('udp4') },
      // The session takes its port from here.
      ...{ port },
    }),
  )
  const figure = await variablesPerCpuSecond(
    sessions.map(
      (session) => () =>
        new Promise((resolve, reject) => {
          session.get(OIDS, (error, varbinds) => (error ? reject(error) : resolve(varbinds)))
        }),
    ),
  )
  for (const session of sessions) session.close()
  return figure
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'polls of twelve variables over v2c, sixteen devices side by side',
    budget: '≥ 100,000 variables a second of CPU',
    run: async () => {
      await using agent = await startSnmpd([], HOSTS)
      const library = await bare(agent.port)
      const value = await ours(agent.url, COMMUNITY)
      return {
        value,
        unit: 'variables/s of CPU',
        against: `net-snmp alone (${Math.round(library).toLocaleString('en')})`,
        ratio: value / library,
        holds: value >= BUDGET,
        detail: 'against snmpd; with decoding, gates and names',
      }
    },
  },
  {
    name: 'the same over v3 with SHA-256 and AES',
    budget: '≥ 0.25 of v2c',
    run: async () => {
      await using agent = await startSnmpd([USER], HOSTS)
      const plain = await ours(agent.url, COMMUNITY)
      const value = await ours(agent.url, USER)
      const ratio = value / plain
      const against = `v2c (${Math.round(plain).toLocaleString('en')})`
      return { value, unit: 'variables/s of CPU', against, ratio, holds: ratio >= 0.25, detail: 'against snmpd' }
    },
  },
]
