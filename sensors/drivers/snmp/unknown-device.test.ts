import { expect, it } from 'vitest'
import { loadProfiles } from '../../profiles/load-profiles.ts'
import { TAG } from '../../simulator/snmp/mib-view.ts'
import { type MibContent, mibAgent } from './testing/mib-agent.ts'
import { openAgent } from './testing/open-agent.ts'
import { toldWords } from './testing/told-words.ts'

/** A device of a maker that no profile knows, through the standards that it serves. */
const SENSOR = '1.3.6.1.2.1.99.1.1.1'
const PART = '1.3.6.1.2.1.47.1.1.1.1'
const UPS = '1.3.6.1.2.1.33.1'

const system = {
  '1.3.6.1.2.1.1.1.0': 'Nobody knows this',
  '1.3.6.1.2.1.1.2.0': { tag: TAG.oid, value: '1.3.6.1.4.1.63999.7.7' },
  '1.3.6.1.2.1.1.5.0': 'stranger',
}

/** Columns 1 to 5 of entPhySensorEntry, and the name of the part. */
function sensor(
  index: number,
  name: string,
  type: number,
  scale: number,
  precision: number,
  value: number,
  status = 1,
) {
  return Object.fromEntries([
    ...[type, scale, precision, value, status].map((told, at) => [`${SENSOR}.${at + 1}.${index}`, told]),
    [`${PART}.7.${index}`, name],
    [`${PART}.2.${index}`, `part ${index}`],
  ]) as Record<string, MibContent>
}

async function read(variables: Readonly<Record<string, MibContent>>) {
  const { profiles } = await loadProfiles()
  await using agent = await mibAgent({ ...system, ...variables })
  const session = await openAgent(agent, profiles.snmp)
  const readings = await session.gather(AbortSignal.timeout(10_000))
  await session.close()
  return { identity: session.identity, readings, values: toldWords(readings) }
}

it('is read through its sensors by the names of their parts, scale and precision', async () => {
  const { identity, readings, values } = await read({
    ...sensor(10, 'Inlet Temp', 8, 9, 1, 231), // 23.1 °C
    ...sensor(11, 'PSU 1 Power', 6, 8, 0, 412_000), // milliwatts
    ...sensor(12, 'PSU 1 Power', 6, 9, 0, 408),
    ...sensor(13, 'PSU 1 Input', 3, 9, 0, 231), // V AC
    ...sensor(14, 'Core', 4, 8, 0, 1012), // millivolts
    ...sensor(15, 'Fan 1', 10, 9, 0, 8400),
    ...sensor(16, 'Rail', 5, 9, 2, 1234),
    ...sensor(17, 'Unplugged', 8, 9, 0, 0, 2),
    ...sensor(18, 'Broken', 8, 9, 0, 0, 3),
    ...sensor(19, 'Overflow', 8, 9, 0, 1_000_000_000),
    ...sensor(20, 'Uptime', 2, 9, 0, 5), // unknown(2): no quantity
    ...sensor(21, '', 9, 9, 0, 41),
    [`${PART}.11.1`]: 'SN1',
    [`${PART}.12.1`]: 'Unheard Of Inc.',
    [`${PART}.13.1`]: 'Box 9',
  })
  expect(identity).toMatchObject({
    profile: 'entity-sensor',
    manufacturer: 'Unheard Of Inc.',
    model: 'Box 9',
    serial: 'SN1',
    generic: true,
  })
  expect(identity.because).toContain('1.3.6.1.4.1.63999.7.7')
  expect(values).toEqual({
    'inlet-temp/temperature': 23.1,
    'psu-1-power/power': 412,
    'psu-1-power-12/power': 408,
    'psu-1-input/voltage': 231,
    'core/voltage': 1.012,
    'fan-1/fan-speed': 8400,
    'rail/current': 12.34,
    'unplugged/temperature': 'unsupported',
    'broken/temperature': 'invalid',
    'overflow/temperature': 'invalid',
    'part-21/humidity': 41,
  })
  expect(readings.find(({ point }) => point === 'inlet-temp/temperature')?.label).toBe('Inlet Temp')
})

it('is read as a UPS and through its sensors where it serves both', async () => {
  const { identity, values } = await read({
    [`${UPS}.1.1.0`]: 'Someone',
    [`${UPS}.1.2.0`]: 'Strange 3000',
    [`${UPS}.2.1.0`]: 2,
    [`${UPS}.2.3.0`]: 45, // minutes
    [`${UPS}.2.4.0`]: 100,
    [`${UPS}.2.5.0`]: 547, // 0.1 V
    [`${UPS}.4.1.0`]: 5, // battery
    [`${UPS}.4.2.0`]: 500,
    [`${UPS}.4.3.0`]: 2,
    [`${UPS}.4.4.1.2.1`]: 230,
    [`${UPS}.4.4.1.3.1`]: 71,
    [`${UPS}.4.4.1.4.1`]: 1500,
    [`${UPS}.4.4.1.5.1`]: 55,
    [`${UPS}.4.4.1.2.2`]: 231,
    [`${UPS}.4.4.1.4.2`]: 900,
    [`${UPS}.4.4.1.5.2`]: 33,
    ...sensor(3, 'Card', 8, 9, 0, 31),
  })
  expect(identity.generic).toBe(true)
  expect(identity.profile.split('+').sort()).toEqual(['entity-sensor', 'ups-mib'])
  expect(identity).toMatchObject({ manufacturer: 'Someone', model: 'Strange 3000' })
  expect(values).toMatchObject({
    'battery/state': 'normal',
    'runtime/duration': 2700,
    charge: 100,
    'battery/voltage': 54.7,
    'output/state': 'on-battery',
    'output/frequency': 50,
    'output-l1/current': 7.1,
    'output/power': 2400,
    load: 55, // of the most loaded line
    'card/temperature': 31,
  })
})
