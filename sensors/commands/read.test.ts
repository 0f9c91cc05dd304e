import { expect, test } from 'vitest'
import { stateCode } from '../../twin/model/quantity.ts'
import { epochMs } from '../../twin/model/units.ts'
import { type Credential, DeviceError, type DeviceReading, type Driver } from '../driver.ts'
import { pointFilter } from '../profiles/point-filter.ts'
import { readCommand } from './read.ts'
import { capturedCall } from './testing/captured-call.ts'

const at = epochMs(1_700_000_000_000)
const READINGS: readonly DeviceReading[] = [
  { point: 'power', quantity: 'power', value: 1234.5, unit: 'W', quality: 'good', at, address: 'a.1' },
  { point: 'l1/current', quantity: 'current', value: Number.NaN, unit: 'A', quality: 'invalid', at, address: 'a.2' },
  {
    point: 'probe-2/state',
    quantity: 'state',
    value: stateCode('open'),
    unit: 'state',
    quality: 'good',
    at,
    address: 'a.3',
    label: 'Front \u001b[31mdoor',
  },
]

/** A driver in memory: what `read` does with drivers is tested here, each driver with real devices in its own folder. */
function driver(
  name: string,
  seen: (Credential | undefined)[] = [],
  fail?: DeviceError,
): Driver & { closed: () => number } {
  let closed = 0
  return {
    name,
    schemes: [name],
    closed: () => closed,
    open: async (target) => {
      seen.push(target.credential)
      const isWanted = pointFilter(target.points)
      return {
        identity: { profile: 'test', because: 'the test says so', generic: false, manufacturer: 'Acme', model: 'P1' },
        gather: async () => {
          if (fail) throw fail
          return READINGS.filter(({ point }) => isWanted(point))
        },
        close: async () => {
          closed++
        },
      }
    },
  }
}

test('--json prints one line a reading and nothing else; the identity goes to stderr', async () => {
  const { call, out, messages } = capturedCall(['modbus://host/1'], { json: true, timeout: 1, wait: 1 })
  expect(await readCommand(async () => [driver('modbus')]).run(call)).toBe(0)
  expect(out.map((line) => JSON.parse(line))).toEqual([
    { point: 'power', quantity: 'power', value: 1234.5, unit: 'W', quality: 'good', at, address: 'a.1' },
    { point: 'l1/current', quantity: 'current', value: null, unit: 'A', quality: 'invalid', at, address: 'a.2' },
    {
      point: 'probe-2/state',
      quantity: 'state',
      value: 6,
      unit: 'state',
      quality: 'good',
      at,
      address: 'a.3',
      word: 'open',
      label: 'Front \u001b[31mdoor',
    },
  ])
  expect(messages).toEqual(['Acme P1\nprofile test: the test says so'])
})

test('for people: aligned columns, words for states, and a name of a device cannot steer the terminal', async () => {
  const { call, out } = capturedCall(['modbus://host/1'], { timeout: 1, wait: 1 })
  await readCommand(async () => [driver('modbus')]).run(call)
  expect(out.join('\n').split('\n')).toEqual([
    'Acme P1',
    'profile test: the test says so',
    '',
    'power          1234.5  W           a.1',
    'l1/current          –     invalid  a.2',
    'probe-2/state    open              a.3  Front [31mdoor',
  ])
})

test.each([
  [new DeviceError('timeout', 'no answer', true), 3],
  [new DeviceError('authentication', 'refused', false), 3],
  [new DeviceError('unknown-device', 'name its profile', false), 2],
])('a device that fails gives the reason and its exit status, and the session is closed', async (error, status) => {
  const failing = driver('modbus', [], error)
  const { call, out, messages } = capturedCall(['modbus://host/1'], { json: true, timeout: 1, wait: 1 })
  expect(await readCommand(async () => [failing]).run(call)).toBe(status)
  expect(out).toEqual([])
  expect(messages).toEqual([`oblak: ${error.message}`])
  expect(failing.closed()).toBe(1)
})

test.each(['', 'host', 'ftp://host', 'http://reader:secret@host'])(
  '%s is wrong usage: the schemes are named',
  async (url) => {
    const { call, messages } = capturedCall([url], { timeout: 1, wait: 1 })
    expect(await readCommand(async () => [driver('modbus'), driver('snmp')]).run(call)).toBe(2)
    expect(messages.join()).toContain('Allowed: modbus://, snmp://')
    expect(messages.join()).not.toContain('secret')
  },
)

test('a point that the device has not is told with the nearest and those that it has; what there is of others is printed', async () => {
  const device = driver('modbus')
  const options = { json: true, timeout: 1, wait: 1, point: ['powr', 'l1/*'] }
  const { call, out, messages } = capturedCall(['modbus://host/1'], options)
  expect(await readCommand(async () => [device]).run(call)).toBe(2)
  expect(out.map((line) => JSON.parse(line).point)).toEqual(['l1/current'])
  expect(messages.at(-1)).toBe(
    'oblak: modbus://host/1 has no point powr (the nearest is power). It has 3 points: power, l1/current, probe-2/state',
  )
  expect(device.closed()).toBe(2)
})

test('credentials come from flags, then from the environment; public is for SNMP only', async () => {
  const seen: (Credential | undefined)[] = []
  const command = readCommand(async () => [driver('snmp', seen), driver('modbus', seen)])
  const run = (url: string, options: object, environment: Record<string, string> = {}) =>
    command.run(capturedCall([url], { timeout: 1, wait: 1, ...options }, environment).call)
  await run('snmp://h', {})
  await run('snmp://h', {}, { OBLAK_COMMUNITY: 'site' })
  await run('snmp://h', { community: 'flag' }, { OBLAK_COMMUNITY: 'site' })
  await run('snmp://h', { v3User: 'poller' }, { OBLAK_V3_AUTH_KEY: 'authpass123', OBLAK_V3_PRIV_KEY: 'privpass123' })
  await run('modbus://h', {})
  await run('modbus://h', { user: 'u' }, { OBLAK_PASSWORD: 'p' })
  expect(seen).toEqual([
    { kind: 'community', community: 'public' },
    { kind: 'community', community: 'site' },
    { kind: 'community', community: 'flag' },
    {
      kind: 'usm',
      user: 'poller',
      level: 'authPriv',
      authKey: 'authpass123',
      authProtocol: 'sha256',
      privKey: 'privpass123',
      privProtocol: 'aes',
    },
    undefined,
    { kind: 'password', user: 'u', password: 'p' },
  ])
})

test.each([
  [{ v3User: 'u', v3PrivKey: 'privpass123' }, 'no privacy without authentication'],
  [{ v3User: 'u', v3AuthKey: 'short' }, 'shorter than 8'],
  [{ timeout: 'soon' }, '--timeout soon is no time'],
  [{ option: ['verify'] }, 'not of the form key=value'],
])('flags that cannot be meant are refused with what is allowed', async (options, reason) => {
  const { call, messages } = capturedCall(['snmp://h'], { timeout: 1, wait: 1, ...options })
  expect(await readCommand(async () => [driver('snmp')]).run(call)).toBe(2)
  expect(messages.join()).toContain(reason)
})
