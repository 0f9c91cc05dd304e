import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinPath } from '../../twin/model/path.ts'
import { metres } from '../../twin/model/units.ts'
import { estateOf } from '../simulator/testing/small-estate.ts'
import { DevicesFileError, parseDevices, readDevicesFile } from './devices-file.ts'

const row = 'site/hall/row-b'
const racks = Array.from({ length: 12 }, (_, n) => joinPath(row, `rack-${String(n + 1).padStart(2, '0')}`))
// The file asks only whether a thing is there, not of what kind it is.
const estate = estateOf(
  [joinPath('site'), joinPath('site', 'hall'), joinPath(row), ...racks].map((path) => ({ kind: 'row', path })),
  [],
)

const profiles = (url: string) => (url.startsWith('snmp:') ? ['apc-rpdu2', 'raritan-pdu2'] : undefined)
const read = (text: string) => parseDevices(Buffer.from(text), '/etc/oblak/devices.yaml', estate, profiles)
const refusal = (text: string): string => {
  try {
    read(text)
  } catch (error) {
    if (error instanceof DevicesFileError) return error.message
    throw error
  }
  throw new Error('the file was taken')
}

describe('a devices file', () => {
  test('names where each thing is read; what it leaves out comes from its defaults', () => {
    expect(
      read(
        `
defaults: { interval: 30 s, credential: file:snmp.json }
devices:
  - path: ${racks[0]}
    url: snmp://10.0.4.1
    timeout: 2 s
    points: [power, l1/*]
    map: { probe-1: ./intake-top, probe-2: ../${racks[1]?.split('/').at(-1)} }
  - url: mqtts://broker/dc/#
    credential: env:BROKER
    options: { session: temporary }
`.replace('./intake-top', racks[2] ?? ''),
      ),
    ).toEqual([
      {
        path: racks[0],
        url: 'snmp://10.0.4.1',
        intervalMs: 30_000,
        timeoutMs: 2_000,
        credential: 'file:/etc/oblak/snmp.json',
        points: ['power', 'l1/*'],
        map: { 'probe-1': racks[2], 'probe-2': racks[1] },
      },
      {
        path: '',
        url: 'mqtts://broker/dc/#',
        intervalMs: 30_000,
        timeoutMs: 3_000,
        credential: 'env:BROKER',
        options: { session: 'temporary' },
      },
    ])
  })

  test('says many equal devices in one entry: ranges beside ranges, or taken over', () => {
    const beside = read(`devices: [{ path: '${row}/rack-{08..12}', url: 'snmp://10.0.4.{18..22}' }]`)
    expect(beside.map(({ path, url }) => [path, url])).toEqual(
      [8, 9, 10, 11, 12].map((n) => [`${row}/rack-${String(n).padStart(2, '0')}`, `snmp://10.0.4.${n + 10}`]),
    )
    const taken = read(
      `devices: [{ path: '${row}/rack-{08..10}', url: 'modbus://10.0.5.1:502/{1}', map: { x: '${row}/rack-{1}' } }]`,
    )
    expect(taken.map(({ url, map }) => [url, map?.x])).toEqual([
      ['modbus://10.0.5.1:502/8', `${row}/rack-08`],
      ['modbus://10.0.5.1:502/9', `${row}/rack-09`],
      ['modbus://10.0.5.1:502/10', `${row}/rack-10`],
    ])
  })
})

const ORIGIN = { x: metres(0), y: metres(0), z: metres(0) }

test('contacts among the mapped things are known by their role, for their words', () => {
  const contact = (name: string, role: 'door' | 'leak' | 'smoke' | 'room') =>
    ({ kind: 'probe', role, path: joinPath('site/hall', name), measures: ['state'], at: ORIGIN }) as const
  const probes = [contact('door', 'door'), contact('rope', 'leak'), contact('head', 'smoke'), contact('air', 'room')]
  const withProbes = estateOf([{ kind: 'row', path: joinPath('site/hall/monitor') }, ...probes], [])
  const text = `devices:
  - path: site/hall/monitor
    url: snmp://10.0.4.1
    map: { input-1: ../door, input-2: ../rope, input-3: ../head, probe-1: ../air }
  - { path: site/hall/door, url: 'snmp://10.0.4.2' }
`
  const [monitor, own] = parseDevices(Buffer.from(text), 'devices.yaml', withProbes, profiles)
  expect(monitor?.roles).toEqual({ 'site/hall/door': 'door', 'site/hall/rope': 'leak', 'site/hall/head': 'smoke' })
  expect(own?.roles).toEqual({ 'site/hall/door': 'door' })
})

describe('what is wrong is told with its line', () => {
  test('all of a file in one go: refused words, profiles, paths, places that are taken', () => {
    const message = refusal(`devices:
  - { path: ${row}/rack-01, url: 'snmp://h', profile: apc-rpdu }
  - { path: ${row}/rack-99, url: 'snmp://i', intervall: 3 s }
  - { path: ../../etc/passwd, url: 'snmp://j', options: { password: hunter2 } }
  - { path: ${row}/rack-01, url: 'snmp://h' }
  - { path: ${row}/rack-02, url: 'snpm://h', interval: 3 parsecs }
`)
    expect(message.split('\n').filter((line) => line.startsWith('/'))).toEqual([
      expect.stringMatching(/:2:\d+: profile is no profile for snmp/),
      expect.stringMatching(/:3:\d+: path is nothing in the estate/),
      expect.stringMatching(/:3:\d+: intervall is no field here/),
      expect.stringMatching(/:4:\d+: path is nothing in the estate/),
      expect.stringMatching(/:4:\d+: password would hold a secret/),
      expect.stringMatching(/:5:\d+: url is read for the same thing in line 2 already/),
      expect.stringMatching(/:6:\d+: url has a scheme that no driver answers to/),
      expect.stringMatching(/:6:\d+: interval is not allowed/),
    ])
    expect(message).toMatch(/found +apc-rpdu\n +allowed +apc-rpdu2, raritan-pdu2\n +nearest +apc-rpdu2/)
    expect(message).toContain('in       devices › entry 1')
    expect(message).not.toContain('More may follow')
  })

  test('of a file that could not be looked at as a whole it is said that more may follow', () => {
    const message = refusal(`devices:\n  - { path: ${row}/rack-99 }\n  - { path: ${row}/rack-98, url: 'snmp://h' }`)
    expect(message).toMatch(
      /:2:\d+: url is missing[\s\S]*:3:\d+: path is nothing[\s\S]*\nMore may follow when these are mended\.$/,
    )
    expect(refusal('devices: [')).toMatch(/More may follow/)
  })

  test('a profile of the defaults that is none is told once, where it is written', () => {
    const message = refusal(
      `defaults: { profile: apc }\ndevices:\n  - { path: '${row}/rack-{01..05}', url: 'snmp://h{1}' }\n  - { path: ${row}/rack-06, url: 'snmp://h' }`,
    )
    expect(message.match(/is no profile/g)).toHaveLength(1)
    expect(message).toContain('/etc/oblak/devices.yaml:1:13: profile is no profile for snmp')
  })

  test.each([
    [
      'a path of another estate, with the name of this one',
      'devices:\n  - path: elsewhere/hall-1/rack-1\n    url: snmp://h',
      /:2:5: path is nothing in the estate[\s\S]*allowed +paths of small; --estate names/,
    ],
    [
      'a path that is not there, with the nearest',
      `devices:\n  - path: ${row}/rack-1\n    url: snmp://h`,
      /:2:5: path is nothing in the estate[\s\S]*nearest +\S+rack-\d/,
    ],
    [
      'ranges that do not fit',
      `devices:\n  - path: ${row}/rack-{01..03}\n    url: snmp://10.0.4.{1..4}`,
      /:3:5: url does not stand for as many[\s\S]*3 paths and 4 addresses/,
    ],
    [
      'a range taken over that is not there',
      `devices:\n  - path: ${row}/rack-01\n    url: snmp://10.0.4.{1}`,
      /takes over range 1, but the path has 0/,
    ],
    ['a range backwards', `devices:\n  - path: ${row}/rack-{3..1}\n    url: snmp://h`, /\{3\.\.1\} runs backwards/],
    [
      'an asked device without a thing',
      'devices:\n  - url: snmp://h',
      /path is missing: a device that is asked by snmp/,
    ],
    [
      'an unknown scheme',
      `devices:\n  - path: ${row}/rack-01\n    url: snpm://h`,
      /no driver answers to[\s\S]*snmp:\/\//,
    ],
    [
      'an unknown field, with the nearest',
      `devices:\n  - path: ${row}/rack-01\n    url: snmp://h\n    intervall: 10 s`,
      /:4:5: intervall is no field here[\s\S]*nearest +interval/,
    ],
    [
      'an interval that is none',
      `devices:\n  - path: ${row}/rack-01\n    url: snmp://h\n    interval: 10`,
      /:4:5: interval[\s\S]*a duration: 1 s to 24 h/,
    ],
    [
      'a timeout beyond the interval',
      `devices:\n  - path: ${row}/rack-01\n    url: snmp://h\n    interval: 2 s\n    timeout: 5 s`,
      /timeout is 5000 ms, longer than the interval of 2000 ms/,
    ],
    [
      'the same twice',
      `devices:\n  - { path: ${row}/rack-01, url: 'snmp://h' }\n  - { path: ${row}/rack-01, url: 'snmp://h' }`,
      /:3:\d+: url is read for the same thing in line 2 already/,
    ],
    ['no YAML', 'devices: [', /devices\.yaml:1/],
  ])('%s', (_name, text, expected) => {
    expect(refusal(text)).toMatch(expected)
  })

  test.each([
    ['in the URL', 'url: snmp://hunter2@h'],
    ['as user and password in the URL', "url: 'redfish+https://root:hunter2@h'"],
    ['as credential', 'url: snmp://h\n    credential: hunter2'],
    ['as credential with members', 'url: snmp://h\n    credential: { kind: community, community: hunter2 }'],
    ['as a field', 'url: snmp://h\n    community: hunter2'],
    ['as an option', 'url: snmp://h\n    options: { password: hunter2 }'],
  ])('a secret %s is refused with advice, and not shown', (_name, words) => {
    const message = refusal(`devices:\n  - path: ${row}/rack-01\n    ${words}`)
    expect(message).not.toContain('hunter2')
    expect(message).toMatch(/credential/)
  })

  test('a file that is not there is told like any other fault', async () => {
    await expect(readDevicesFile('/nowhere/devices.yaml', estate, profiles)).rejects.toThrow(
      'There is no devices.yaml here; docs/devices.md shows one.',
    )
  })
})

test('whatever stands in a file, it is read or refused by line', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom(...racks, 'snmp://h/{1}', '{1..3}', '10 s', 'env:X', '{a,b}'))
  const entry = fc.dictionary(
    fc.constantFrom('path', 'url', 'interval', 'map', 'points', 'options', 'credential'),
    fc.oneof(word, fc.array(word), fc.dictionary(word, word)),
  )
  fc.assert(
    fc.property(fc.array(entry), (devices) => {
      try {
        for (const one of read(JSON.stringify({ devices }))) expect(estate.find(one.path) ?? one.path).toBeTruthy()
      } catch (error) {
        expect(error).toBeInstanceOf(DevicesFileError)
        for (const { line } of (error as DevicesFileError).diagnostics) expect(line).toBe(1)
      }
    }),
  )
})
