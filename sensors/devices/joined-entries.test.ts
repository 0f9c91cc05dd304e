import { expect, test } from 'vitest'
import type { ThingPath } from '../../twin/model/path.ts'
import type { DeviceEntry } from '../device-entry.ts'
import { joinedEntries } from './joined-entries.ts'

const entry = (path: string, url: string): DeviceEntry => ({
  path: path as ThingPath,
  url,
  intervalMs: 10_000,
  timeoutMs: 3_000,
})

test('a thing that the devices file names is read there and not in the rooms; subscriptions of both are kept', () => {
  const real = [entry('site/rack-1/pdu-a', 'snmp://10.0.4.17'), entry('', 'mqtt://10.0.7.1')]
  const rooms = [
    entry('site/rack-1/pdu-a', 'snmp://127.0.0.1:1'),
    entry('site/rack-1/pdu-b', 'snmp://127.0.0.1:2'),
    entry('', 'mqtt://127.0.0.1:3'),
  ]
  expect(joinedEntries(real, rooms).map(({ url }) => url)).toEqual([
    'snmp://10.0.4.17',
    'mqtt://10.0.7.1',
    'snmp://127.0.0.1:2',
    'mqtt://127.0.0.1:3',
  ])
})
