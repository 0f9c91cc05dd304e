import { expect, test } from 'vitest'
import { DeviceError, type Driver } from '../driver.ts'
import { lineProtocolDriver } from './line-protocol/driver.ts'
import { modbusDriver } from './modbus/driver.ts'
import { mqttDriver } from './mqtt/driver.ts'
import { redfishDriver } from './redfish/driver.ts'
import { snmpDriver } from './snmp/driver.ts'

const DRIVERS: readonly (readonly [Driver, string])[] = [
  [snmpDriver([]), 'snmp://192.0.2.1'],
  [modbusDriver([]), 'modbus://192.0.2.1/1'],
  [redfishDriver([]), 'redfish+https://192.0.2.1'],
  [mqttDriver([]), 'mqtt://192.0.2.1/dc/#'],
  [lineProtocolDriver(), 'line-protocol+http://127.0.0.1:0'],
]

/** What opening says, which it must before anything is sent: nothing is at the addresses. */
async function refusal(driver: Driver, url: string, more: object): Promise<DeviceError> {
  const target = { url, timeoutMs: 1_000, ...more }
  const error = await driver.open(target, new AbortController().signal).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof DeviceError)) throw new Error(`${url} was not refused: ${String(error)}`)
  return error
}

const ONE_OF: Readonly<Record<string, readonly [string, string]>> = {
  snmp: ['vrsion', 'version'],
  modbus: ['maxRegister', 'maxRegisters'],
  redfish: ['fingerprnt', 'fingerprint'],
  mqtt: ['maxPayloads', 'maxPayload'],
  'line-protocol': ['datbase', 'database'],
}

test.each(DRIVERS)(
  '$name: a setting that it has not is told with those that it has and the nearest',
  async (driver, url) => {
    const [wrong = '', right = ''] = ONE_OF[driver.name] ?? []
    const { code, message } = await refusal(driver, url, { options: { [wrong]: 1 } })
    expect(code).toBe('bad-target')
    expect(message).toContain(`${wrong} is no field here (allowed `)
    expect(message).toMatch(new RegExp(`allowed .*\\b${right}\\b.*; nearest ${right}\\)$`))
  },
)

test.each([
  [{ version: 7 }, 'version is none of what is allowed (found 7; allowed 1, 2c)'],
  [{ tries: 9 }, 'tries is not allowed (found 9; allowed at most 5)'],
  [{ tries: 'two' }, 'tries is not what belongs here (found two; allowed a number)'],
])('a value that a setting may not have is told with what it may: %j', async (options, said) => {
  const { message } = await refusal(snmpDriver([]), 'snmp://192.0.2.1', { options })
  expect(message).toBe(`the options of snmp://192.0.2.1 are not valid: ${said}`)
})

test.each([
  [snmpDriver([]), 'snmp://192.0.2.1?version=1'],
  [modbusDriver([]), 'modbus://192.0.2.1/1?tries=1'],
  [redfishDriver([]), 'redfish+https://192.0.2.1?expand=never'],
])('$name: settings behind a ? are not passed over: the address says where they go', async (driver, url) => {
  const { code, message } = await refusal(driver, url, {})
  expect(code).toBe('bad-target')
  expect(message).toContain('--option')
})
