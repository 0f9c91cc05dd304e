import { expect, test } from 'vitest'
import type { ThingPath } from '../../model/path.ts'
import { gatewaysOf, silentGateways } from './gateways.ts'

const device = (path: string, url: string) => ({ path: path as ThingPath, url })
const DEVICES = [
  device('a', 'modbus://10.0.0.1:502?unit=1'),
  device('b', 'modbus://10.0.0.1:502?unit=2'),
  device('c', 'modbus://10.0.0.1:503?unit=2'),
  device('d', 'snmp://10.0.0.1'),
  device('', 'mqtt://10.0.0.9:1883'),
  device('', 'mqtt://10.0.0.9:1883/other'),
]

test('what is read through one address is behind a gateway; another port or protocol is another', () => {
  expect(Object.fromEntries(gatewaysOf(DEVICES))).toEqual({ a: 'modbus://10.0.0.1:502', b: 'modbus://10.0.0.1:502' })
})

test('a gateway is silent when all behind it are', () => {
  const gateways = gatewaysOf(DEVICES)
  expect([...silentGateways(gateways, () => true)]).toEqual(['modbus://10.0.0.1:502'])
  expect([...silentGateways(gateways, (path) => path === 'a')]).toEqual([])
})
