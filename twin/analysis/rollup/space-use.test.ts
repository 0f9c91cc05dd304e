import { expect, test } from 'vitest'
import type { DeviceType } from '../../model/things.ts'
import { rackUnits } from '../../model/units.ts'
import { occupiedUnits } from './space-use.ts'

const TYPES: Record<string, Partial<DeviceType>> = {
  one: { height: rackUnits(1), role: 'server' },
  half: { height: rackUnits(0.5), role: 'network' },
  eight: { height: rackUnits(8), role: 'gpu' },
  blank: { height: rackUnits(2), role: 'blank' },
}
const typeOf = (slug: string) => TYPES[slug] as DeviceType | undefined
const at = (position: number | undefined, type: string) => ({
  type,
  ...(position === undefined ? {} : { position: rackUnits(position) }),
})

test('34 of 42 units are taken by 34 devices of 1U', () => {
  const devices = Array.from({ length: 34 }, (_, i) => at(i + 1, 'one'))
  expect(occupiedUnits({ units: rackUnits(42) }, devices, typeOf)).toBe(34)
})

test('half units count as half, front and rear of one unit once, blanking panels and 0U devices not at all', () => {
  const devices = [at(1, 'half'), at(5, 'one'), at(5, 'one'), at(10, 'eight'), at(20, 'blank'), at(undefined, 'one')]
  expect(occupiedUnits({ units: rackUnits(42) }, devices, typeOf)).toBe(0.5 + 1 + 8)
})

test('what stands out of the rack is cut off', () => {
  expect(occupiedUnits({ units: rackUnits(42) }, [at(40, 'eight')], typeOf)).toBe(3)
})
