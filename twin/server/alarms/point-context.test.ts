import { expect, test } from 'vitest'
import { smallEstate } from '../testing/small-estate.ts'
import { pointContext } from './point-context.ts'

const estate = smallEstate(1, 1)
const at = (path: string, local: string) => {
  const thing = estate.find(`belgrade/hall-1/row-a/rack-01/${path}`)
  if (!thing) throw new Error(path)
  return pointContext(estate, thing, local)
}

test('a line of a rack PDU may carry 0.8 · 32 A, a bank 0.8 times its breaker of 16 A', () => {
  expect(at('pdu-a', 'l2/current').amperes).toBeCloseTo(25.6)
  expect(at('pdu-a', 'bank-1/current').amperes).toBeCloseTo(12.8)
})

test('a bank that the estate does not know has no limit', () => {
  expect(at('pdu-a', 'bank-9/current').amperes).toBeUndefined()
})

test('a probe is held to the class of the room that it stands in', () => {
  expect(at('intake-top', 'temperature')).toMatchObject({
    kind: 'probe',
    role: 'intake',
    room: { airClass: 'A2', humidityLimit: 50 },
  })
})
