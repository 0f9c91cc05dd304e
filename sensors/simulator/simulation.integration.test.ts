import { execFile, spawn } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith, findPart } from '../../twin/kit/testing/real-part.ts'
import { temporaryFolder } from '../../twin/kit/testing/temporary-folder.ts'
import type { ThingPath } from '../../twin/model/path.ts'
import { freshAccess } from './access.ts'
import { writeCredentials } from './credential-files.ts'
import { Simulation } from './simulation.ts'
import { smallEstate } from './testing/small-estate.ts'

const run = promisify(execFile)
const RACK = 'site/hall/row-1/rack-1'
const path = (text: string) => text as ThingPath
/** It comes in the same package. */
const subscriber = findPart('mosquitto_pub')?.replace(/_pub$/, '_sub') ?? ''

describeWith(['snmpget', 'mosquitto_pub'], 'the whole simulator on loopback', () => {
  const access = freshAccess()
  let simulation: Simulation
  let folder: Awaited<ReturnType<typeof temporaryFolder>>
  beforeAll(async () => {
    folder = await temporaryFolder()
    const credentials = await writeCredentials(folder.path, access)
    simulation = await Simulation.start({ estate: smallEstate(), access, credentials, speed: 5 })
  })
  afterAll(async () => {
    await simulation.stop()
    await folder[Symbol.asyncDispose]()
  })

  const entry = (of: string) => {
    const found = simulation.entries.find((one) => one.path === of)
    if (!found) throw new Error(`${of} is served`)
    return found
  }
  const snmp = async (of: string, oid: string) => {
    const { host } = new URL(entry(of).url)
    const { stdout } = await run('snmpget', ['-v2c', `-c${access.community}`, '-Oqv', '-r0', '-t1', host, oid])
    return stdout.trim()
  }
  /** Topics and payloads of so many messages, as mosquitto_sub sees them. */
  const listen = (topic: string, count: number, seconds = 15) =>
    new Promise<string[]>((resolve, reject) => {
      const { port } = new URL(entry('').url)
      const { user, password } = access.mqtt
      const child = spawn(subscriber, [
        ...['-h', '127.0.0.1', '-p', port, '-u', user, '-P', password],
        ...['-t', topic, '-v', '-C', String(count), '-W', String(seconds)],
      ])
      let output = ''
      child.stdout.on('data', (chunk) => {
        output += chunk
      })
      child.once('error', reject)
      child.once('exit', () => resolve(output.trim().split('\n')))
    })

  it('gives every probe exactly one way', () => {
    const mapped = simulation.entries.flatMap((one) => [...new Set(Object.values(one.map ?? {}))])
    expect(new Set(mapped).size).toBe(mapped.length)
    expect(mapped).toContain(`${RACK}/intake-top`)
    expect(simulation.entries.filter((one) => one.path === '').length).toBe(1)
    expect(simulation.entries.every((one) => one.path === '' || one.url.includes('127.0.0.1:'))).toBe(true)
  })

  it('publishes what no port takes, retained, with presence', async () => {
    const contacts = await listen('oblak/json/site/hall/+', 3)
    expect(contacts.sort().map((line) => line.replace(/"at":\d+/, '"at":0'))).toEqual([
      'oblak/json/site/hall/door {"at":0,"state":"closed"}',
      'oblak/json/site/hall/leak {"at":0,"state":"dry"}',
      'oblak/json/site/hall/smoke {"at":0,"state":"clear"}',
    ])
    expect(await listen('oblak/availability/#', 1)).toEqual(['oblak/availability/site/hall online'])
  })

  it('opens a door within a second and closes it again', async () => {
    const opened = listen('oblak/json/site/hall/door', 2)
    await new Promise((resolve) => setTimeout(resolve, 500))
    const fault = await simulation.faults.inject('door-open', path('site/hall/door'))
    expect((await opened).at(-1)).toContain('"state":"open"')
    expect(await simulation.faults.active()).toEqual([fault])
    await simulation.faults.clear(fault.id)
    expect(await simulation.faults.active()).toEqual([])
    expect(simulation.world.probes.get('site/hall/door')?.word).toBe('closed')
  })

  it('takes the load off a PDU whose feed is lost, as its registers show', async () => {
    const watts = '1.3.6.1.4.1.318.1.1.26.4.3.1.5.1'
    expect(Number(await snmp(`${RACK}/pdu-a`, watts))).toBeGreaterThan(100)
    const fault = await simulation.faults.inject('feed-loss', path('site/power/feed-a'))
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(await snmp(`${RACK}/pdu-a`, watts)).toBe('0')
    await simulation.faults.clear(fault.id)
    await new Promise((resolve) => setTimeout(resolve, 1100))
    expect(Number(await snmp(`${RACK}/pdu-a`, watts))).toBeGreaterThan(100)
  })

  it('silences a PDU', async () => {
    const fault = await simulation.faults.inject('pdu-silent', path(`${RACK}/pdu-a`))
    await expect(snmp(`${RACK}/pdu-a`, '1.3.6.1.2.1.1.5.0')).rejects.toThrow(/Timeout/)
    await simulation.faults.clear(fault.id)
    expect(await snmp(`${RACK}/pdu-a`, '1.3.6.1.2.1.1.5.0')).toContain('pdu-a')
  })

  it('freezes a probe and makes another lie', async () => {
    const freeze = await simulation.faults.inject('probe-freeze', path(`${RACK}/intake-top`))
    const frozen = simulation.world.probes.get(`${RACK}/intake-top`)
    const before = frozen?.temperature
    const honest = simulation.world.probes.get(`${RACK}/intake-middle`)?.temperature ?? 0
    await simulation.faults.inject('probe-lie', path(`${RACK}/intake-middle`))
    await new Promise((resolve) => setTimeout(resolve, 2100))
    expect(frozen?.temperature).toBe(before)
    expect(simulation.world.probes.get(`${RACK}/intake-middle`)?.temperature).toBeGreaterThan(honest + 8)
    for (const { id } of await simulation.faults.active()) await simulation.faults.clear(id)
    expect(freeze.name).toBe('probe-freeze')
  })

  it('says what a fault needs and where the nearest such thing is', async () => {
    await expect(simulation.faults.inject('feed-loss', path(`${RACK}/pdu-a`))).rejects.toThrow(
      /feed-loss does not fit .*pdu-a, which is a rack-pdu. It needs a power feed or a power panel; the nearest is site\/power\//,
    )
    await expect(simulation.faults.inject('pdu-silent', path('site/hall/row-1/rack-1/pdu-c'))).rejects.toThrow(
      /is nothing in the estate.*the nearest is site\/hall\/row-1\/rack-1\/pdu-a/,
    )
    await expect(simulation.faults.inject('probe-back-in-time', path(`${RACK}/intake-top`))).rejects.toThrow(
      /carry no time/,
    )
    await expect(simulation.faults.clear('fault-99')).rejects.toThrow(/no active fault fault-99/)
  })

  it('sends a probe back in time and restarts the broker, whose probes come back', async () => {
    const fault = await simulation.faults.inject('probe-back-in-time', path('site/hall/leak'))
    await new Promise((resolve) => setTimeout(resolve, 10_500))
    const [line = ''] = await listen('oblak/json/site/hall/leak', 1)
    expect(Number(/"at":(\d+)/.exec(line)?.[1])).toBeLessThan(simulation.world.now - 800_000)
    await simulation.faults.clear(fault.id)
    await simulation.faults.inject('broker-restart', path('site'))
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await listen('oblak/#', 1, 2)).toEqual([''])
    await new Promise((resolve) => setTimeout(resolve, 5000))
    expect((await listen('oblak/json/site/hall/door', 1))[0]).toContain('closed')
    expect(await simulation.faults.active()).toEqual([])
  }, 60_000)
})
