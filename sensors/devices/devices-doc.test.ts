import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Estate } from '../../twin/model/estate.ts'
import { joinPath } from '../../twin/model/path.ts'
import { LineReadings } from '../drivers/line-protocol/line-readings.ts'
import { DEFAULT_RULES, lineRules } from '../drivers/line-protocol/rules.ts'
import { loadProfiles } from '../profiles/load-profiles.ts'
import { mqttProfileSchema } from '../profiles/mqtt-profile.ts'
import { estateOf } from '../simulator/testing/small-estate.ts'
import { allDrivers } from './all-drivers.ts'
import { parseDevices } from './devices-file.ts'
import { profilesAt } from './known-profiles.ts'
import { URL_SCHEMES } from './url-schemes.ts'

const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'devices.md'), 'utf8')
const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, yaml = '']) => yaml)

/** Everything that is asked for is there: the examples are about the file, not about an estate. */
const anywhere: Estate = {
  ...estateOf([], []),
  find: (path) => estateOf([{ kind: 'row', path: joinPath(path) }], []).find(path),
}

test('the file that the documentation shows stands for 39 devices and is taken as it is', async () => {
  const { profiles } = await loadProfiles()
  const entries = parseDevices(Buffer.from(examples[0] ?? ''), 'devices.yaml', anywhere, profilesAt(profiles))
  expect(entries).toHaveLength(18 + 18 + 3)
  expect(entries[17]).toMatchObject({
    path: 'kragujevac/hall-1/row-b/rack-18/pdu-a',
    url: 'snmp://10.0.4.18',
    map: { 'probe-1': 'kragujevac/hall-1/row-b/rack-18/intake-top' },
  })
  expect(entries[18]?.url).toBe('snmp://10.0.5.1')
})

test('the MQTT and line protocol rules that it shows are rules', () => {
  const rules = mqttProfileSchema.safeParse({
    protocol: 'mqtt',
    id: 'x',
    name: 'x',
    source: 'x',
    ...parse(examples[1] ?? ''),
  })
  expect(rules.error).toBeUndefined()
  const [device] = parse(examples[2] ?? '')
  expect(new LineReadings([...lineRules.parse(device.options.rules), ...DEFAULT_RULES])).toBeDefined()
})

test('the schemes that a devices file may name are those that there are drivers for, and each is documented', () => {
  const drivers = allDrivers({ snmp: [], modbus: [], redfish: [], mqtt: [] })
  expect(Object.keys(URL_SCHEMES).sort()).toEqual(drivers.flatMap(({ schemes }) => schemes).sort())
  for (const scheme of Object.keys(URL_SCHEMES)) expect(text).toContain(`${scheme}://`)
})
