import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import { readCommand } from '../../commands/read.ts'
import { capturedCall } from '../../commands/testing/captured-call.ts'
import type { Credential } from '../../driver.ts'
import { loadProfiles } from '../../profiles/load-profiles.ts'
import { snmpDriver } from './driver.ts'
import { SNMPSIM_USER, type Snmpsim, startSnmpsim } from './testing/snmpsim.ts'

const RPDU2 = '1.3.6.1.4.1.318.1.1.26'

describeWith(['snmpsimd', 'recordings'], 'recorded devices, read by the command', () => {
  let agent: Snmpsim
  beforeAll(async () => {
    agent = await startSnmpsim(['apc_apdu9959eu3', 'apc-8641'])
  })
  afterAll(() => agent[Symbol.asyncDispose]())

  const read = async (options: Readonly<Record<string, unknown>>, environment: Record<string, string> = {}) => {
    const { profiles } = await loadProfiles()
    const { call, out, messages } = capturedCall(
      [agent.url],
      { timeout: 5, wait: 1, json: true, ...options },
      environment,
    )
    const status = await readCommand(async () => [snmpDriver(profiles.snmp)]).run(call)
    return { status, messages, readings: out.map((line) => JSON.parse(line) as Record<string, unknown>) }
  }

  it('prints every reading with its object identifier, once, in the kept unit', async () => {
    const { status, readings, messages } = await read({ community: 'apc_apdu9959eu3' })
    expect(status).toBe(0)
    expect(messages.join('\n')).toContain('APC APDU9959EU3')
    const byAddress = new Map(readings.map((reading) => [reading.address, reading]))
    // The recording: 117 hundredths of a kW, 706 tenths of a kWh, 54 tenths of an ampere, 228 V, 93 hundredths.
    expect(byAddress.get(`${RPDU2}.4.3.1.5.1`)).toMatchObject({
      point: 'power',
      value: 1170,
      unit: 'W',
      quality: 'good',
    })
    expect(byAddress.get(`${RPDU2}.4.3.1.9.1`)).toMatchObject({ point: 'energy', value: 70_600, unit: 'Wh' })
    expect(byAddress.get(`${RPDU2}.6.3.1.5.1`)).toMatchObject({ point: 'l1/current', value: 5.4, unit: 'A' })
    expect(byAddress.get(`${RPDU2}.6.3.1.6.1`)).toMatchObject({ point: 'l1/voltage', value: 228, unit: 'V' })
    // No probe is plugged in: status 1, and -1 is not -0.1 °C.
    expect(byAddress.get(`${RPDU2}.10.2.2.1.8.1`)).toMatchObject({
      point: 'probe-1/temperature',
      quality: 'unsupported',
    })
    expect(byAddress.size).toBe(readings.length)
    expect(new Set(readings.map(({ point }) => point)).size).toBe(readings.length)
  })

  it('prints only the points that were asked for', async () => {
    const { readings } = await read({ community: 'apc-8641', point: ['power', 'bank-2/*'] })
    expect(readings.map(({ point }) => point).sort()).toEqual(['bank-2/current', 'bank-2/state', 'power'])
  })

  it('says which community got no answer, without repeating it', async () => {
    const { status, messages, readings } = await read({ community: 'no-such-recording', timeout: 0.4 })
    expect(status).toBe(3)
    expect(readings).toEqual([])
    expect(messages.join()).toContain('silent to a wrong one')
    expect(messages.join()).not.toContain('no-such-recording')
  })

  it('is read over SNMPv3 with SHA and AES, the recording being the context', async () => {
    const { profiles } = await loadProfiles()
    const credential: Credential = {
      kind: 'usm',
      level: 'authPriv',
      authProtocol: 'sha',
      privProtocol: 'aes',
      context: 'apc-8641',
      ...SNMPSIM_USER,
    }
    const signal = AbortSignal.timeout(20_000)
    const session = await snmpDriver(profiles.snmp).open({ url: agent.url, timeoutMs: 5_000, credential }, signal)
    const readings = await session.gather(signal)
    await session.close()
    expect(session.identity).toMatchObject({ manufacturer: 'APC', model: 'AP8641', generic: false })
    expect(readings.find(({ point }) => point === 'bank-1/current')).toMatchObject({ value: 3.8, quality: 'good' })
  })
})
