import { expect, test } from 'vitest'
import type { Thing } from '../../model/things.ts'
import { figureRole } from './figure-role.ts'

const of = (kind: Thing['kind']) => ({ kind }) as Thing

test.each([
  ['rack-pdu', 'power', { figure: 'power' }],
  ['rack-pdu', 'inlet-2/power', { figure: 'power' }],
  ['rack-pdu', 'l3/current', { figure: 'line-current', line: 3 }],
  ['rack-pdu', 'inlet-2-l1/current', { figure: 'line-current', line: 1 }],
  ['rack-pdu', 'l2/power', { figure: 'line-power', line: 2 }],
  ['ups', 'output/power', { figure: 'power' }],
  ['crah', 'supply/temperature', { figure: 'temperature' }],
  ['device', 'intake/temperature', { figure: 'temperature' }],
] as const)('%s %s counts', (kind, local, role) => {
  expect(figureRole(of(kind), local)).toEqual(role)
})

test.each([
  ['rack-pdu', 'outlet-1/power'],
  ['rack-pdu', 'bank-1/current'],
  ['rack-pdu', 'l1-l2/voltage'],
  ['rack-pdu', 'neutral/current'],
  ['crah', 'return/temperature'],
  ['device', 'cpu-1/temperature'],
  ['rack', 'power'],
] as const)('%s %s makes no figure: it is a part of another, or another thing', (kind, local) => {
  expect(figureRole(of(kind), local)).toBeUndefined()
})
