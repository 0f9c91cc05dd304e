import { expect, it } from 'vitest'
import type { Probe, Thing } from '../../model/things.ts'
import { isRoomProbe } from './room-probe.ts'

it.each([
  ['leak', true],
  ['smoke', true],
  ['door', true],
  ['room', true],
  ['fire-suppression', true],
  ['intake', false],
  ['return-air', false],
] as const)('a probe with the role %s stands for a place in the room: %s', (role, expected) => {
  expect(isRoomProbe({ kind: 'probe', role } as Probe)).toBe(expected)
})

it('a rack is no probe', () => {
  expect(isRoomProbe({ kind: 'rack' } as Thing)).toBe(false)
})
