import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { describeWith } from '../../../twin/kit/testing/real-part.ts'
import type { EpochMs } from '../../../twin/model/units.ts'
import { World } from '../physics/world.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { SnmpDevices } from './snmp-devices.ts'
import { SnmpPark } from './snmp-park.ts'
import { UsmKeys } from './usm-keys.ts'

const run = promisify(execFile)
const RACK = 'site/hall/row-1/rack-1'

describeWith(['snmpget', 'snmpwalk'], 'agents read by net-snmp of Debian', () => {
  const park = new SnmpPark()
  const ports = new Map<string, number>()
  const world = new World(smallEstate({ racks: 2 }), { seed: 1, at: Date.UTC(2026, 6, 15, 10) as EpochMs })
  const probesOf = (...names: string[]) => names.flatMap((name) => world.probes.get(`${RACK}/${name}`) ?? [])
  const pdu = (side: string) => {
    const found = world.pdus.get(`${RACK}/pdu-${side}`)
    if (!found) throw new Error('the small estate has this PDU')
    return found
  }

  beforeAll(async () => {
    const devices = new SnmpDevices({
      community: 'practice',
      users: [new UsmKeys({ name: 'reader', authKey: 'authenticate me', privKey: 'hide my words' })],
      now: () => performance.now(),
      clock: () => world.now,
    })
    ports.set('a', await park.open('a', devices.rackPdu(pdu('a'), probesOf('intake-middle'))))
    ports.set('b', await park.open('b', devices.rackPdu(pdu('b'), probesOf('intake-middle', 'intake-top'))))
    const node = world.power.nodes.find(({ path }) => path === 'site/power/ups-a')
    const ups = node ? devices.ups(node) : undefined
    if (ups) ports.set('ups', await park.open('ups', ups))
    const monitor = devices.monitor('site/hall/monitor', [...probesOf('intake-middle'), ...hallProbes()])
    ports.set('monitor', await park.open('monitor', monitor))
  })
  const hallProbes = () => ['door', 'leak'].flatMap((name) => world.probes.get(`site/hall/${name}`) ?? [])
  afterAll(() => park.close())

  const V2C = ['-v2c', '-cpractice']
  const V3 = ['-v3', '-lauthPriv', '-ureader', '-aSHA-256', '-Aauthenticate me', '-xAES', '-Xhide my words']
  const ask = async (tool: string, device: string, access: readonly string[], ...rest: string[]) => {
    const { stdout } = await run(tool, [
      ...access,
      '-On',
      '-Oe',
      '-r0',
      '-t2',
      `127.0.0.1:${ports.get(device)}`,
      ...rest,
    ])
    return stdout.trim().split('\n')
  }
  const number = (line = '') => Number(/: (-?\d+)/.exec(line)?.[1])

  it('gives an APC its currents in 0.1 A, powers in 0.01 kW, energy in 0.1 kWh, as the world has them', async () => {
    const base = '1.3.6.1.4.1.318.1.1.26'
    const [id, watts, energy, l1, volts, celsius, humidity] = await ask(
      'snmpget',
      'a',
      V2C,
      '1.3.6.1.2.1.1.2.0',
      `${base}.4.3.1.5.1`,
      `${base}.4.3.1.9.1`,
      `${base}.6.3.1.5.1`,
      `${base}.6.3.1.6.1`,
      `${base}.10.2.2.1.8.1`,
      `${base}.10.2.2.1.10.1`,
    )
    expect(id).toBe('.1.3.6.1.2.1.1.2.0 = OID: .1.3.6.1.4.1.318.1.3.4.6')
    expect(number(watts)).toBe(Math.round(pdu('a').watts / 10))
    expect(number(watts)).toBeGreaterThan(100)
    expect(number(energy)).toBe(Math.floor(pdu('a').wattHours / 100))
    expect(number(l1)).toBe(Math.round(10 * (pdu('a').lineAmperes[0] ?? 0)))
    expect(number(volts)).toBe(Math.round(pdu('a').node.voltage))
    expect(Math.abs(number(celsius) / 10 - 22)).toBeLessThan(2)
    expect(number(humidity)).toBeGreaterThan(20)
  })

  it('gives a PX3 its values with decimal digits in the configuration tables, over v3 with authentication and privacy', async () => {
    const base = '1.3.6.1.4.1.13742.6'
    const [watts, digits, amperes, top] = await ask(
      'snmpget',
      'b',
      V3,
      `${base}.5.2.3.1.4.1.1.5`,
      `${base}.3.3.6.1.7.1.1.2.1`,
      `${base}.5.2.4.1.4.1.1.2.1`,
      `${base}.5.5.3.1.4.1.3`,
    )
    expect(number(watts)).toBe(Math.round(pdu('b').watts))
    expect(number(digits)).toBe(3)
    expect(number(amperes)).toBe(Math.round(1000 * (pdu('b').lineAmperes[1] ?? 0)))
    expect(Math.abs(number(top) / 10 - 22)).toBeLessThan(2)
  })

  it('is walked to the same end by GETNEXT and GETBULK, in order and without a gap', async () => {
    for (const device of ['a', 'b', 'ups', 'monitor']) {
      const names = (lines: string[]) => lines.map((line) => line.split(' = ')[0])
      const walked = names(await ask('snmpwalk', device, V2C, '.1'))
      const bulk = names(await ask('snmpbulkwalk', device, [...V3, '-Cr40'], '.1'))
      expect(walked.length).toBeGreaterThan(20)
      expect(bulk).toEqual(walked)
    }
  })

  it('tells a missing instance from a missing object', async () => {
    const [instance, object] = await ask('snmpget', 'a', V2C, '1.3.6.1.4.1.318.1.1.26.6.3.1.5.9', '1.3.6.1.4.1.9.9.1')
    expect(instance).toContain('No Such Instance')
    expect(object).toContain('No Such Object')
  })

  it('refuses a SET, is silent to a wrong community, and reports a wrong digest and an unknown user', async () => {
    await expect(ask('snmpset', 'a', V2C, '1.3.6.1.2.1.1.5.0', 's', 'mine')).rejects.toThrow(/notWritable/)
    await expect(ask('snmpget', 'a', ['-v2c', '-cwrong'], '1.3.6.1.2.1.1.1.0')).rejects.toThrow(/Timeout/)
    const wrong = V3.map((word) => (word === '-Aauthenticate me' ? '-Asomebody else' : word))
    await expect(ask('snmpget', 'a', wrong, '1.3.6.1.2.1.1.1.0')).rejects.toThrow(/Authentication failure/)
    const stranger = V3.map((word) => (word === '-ureader' ? '-ustranger' : word))
    await expect(ask('snmpget', 'a', stranger, '1.3.6.1.2.1.1.1.0')).rejects.toThrow(/Unknown user name/)
    const open = ['-v3', '-lnoAuthNoPriv', '-ureader']
    await expect(ask('snmpget', 'a', open, '1.3.6.1.2.1.1.1.0')).rejects.toThrow(/security level/i)
  })

  it('serves UPS-MIB: source normal, charge 100 %, load that its feeds draw', async () => {
    const ups = '1.3.6.1.2.1.33.1'
    const [source, charge, minutes, watts] = await ask(
      'snmpget',
      'ups',
      V3,
      `${ups}.4.1.0`,
      `${ups}.2.4.0`,
      `${ups}.2.3.0`,
      `${ups}.4.4.1.4.1`,
    )
    expect(number(source)).toBe(3)
    expect(number(charge)).toBe(100)
    expect(number(minutes)).toBeGreaterThan(10)
    const racks = ['site/hall/row-1/rack-1/pdu-a', 'site/hall/row-2/rack-2/pdu-a'].map((path) => world.pdus.get(path))
    expect(number(watts)).toBe(Math.round(racks.reduce((sum, load) => sum + (load?.lineWatts[0] ?? 0), 0)))
  })

  it('serves an environmental monitor with its contacts', async () => {
    const [door, leak, state] = await ask(
      'snmpget',
      'monitor',
      V2C,
      '1.3.6.1.4.1.21796.4.9.1.1.3.1',
      '1.3.6.1.4.1.21796.4.9.1.1.4.2',
      '1.3.6.1.4.1.21796.4.9.3.1.7.2',
    )
    expect(door).toContain('site/hall/door')
    expect(number(leak)).toBe(0)
    expect(number(state)).toBe(4)
  })

  it('can be silent, late and garbled, and well again', async () => {
    const get = () => ask('snmpget', 'a', V2C, '1.3.6.1.2.1.1.5.0')
    for (const fault of ['silent', 'late'] as const) {
      park.spoil('a', fault)
      await expect(get()).rejects.toThrow(/Timeout/)
    }
    park.spoil('a', 'garbage')
    for (let turn = 0; turn < 4; turn++) {
      const answer = await get().catch((error: unknown) => String(error))
      expect(answer).not.toEqual(['.1.3.6.1.2.1.1.5.0 = STRING: "row-1-rack-1-pdu-a"'])
    }
    park.spoil('a', undefined)
    expect(await get()).toEqual(['.1.3.6.1.2.1.1.5.0 = STRING: "row-1-rack-1-pdu-a"'])
  }, 30_000)
})
