import { expect, it } from 'vitest'
import type { Building, Plot } from '../../model/things.ts'
import type { Metres } from '../../model/units.ts'
import { lateLabels } from './scene-things.ts'

const square = (from: number, until: number): Plot['footprint'] => [
  { x: from as Metres, y: from as Metres },
  { x: until as Metres, y: from as Metres },
  { x: until as Metres, y: until as Metres },
  { x: from as Metres, y: until as Metres },
]
const common = { name: 'b', source: 'assumed' } as const
const ground: Plot = {
  ...{ ...common, index: 0, path: 's/ground' as Plot['path'], kind: 'plot', use: 'a town' },
  footprint: square(0, 100),
}
const house: Building = {
  ...{ ...common, index: 1, path: 's/house' as Building['path'], kind: 'building', height: 12 },
  footprint: square(10, 20),
} as Building

const saidOf = (late: readonly number[]) =>
  lateLabels(
    [ground, house],
    (index) => late[index] ?? 0,
    (days) => `+${days}`,
  ).map(({ at: [x, y] }) => [x, y])

it('says that ground is late once: by the building on it that is late, else by the ground itself', () => {
  expect(saidOf([90, 90])).toHaveLength(1)
  expect(saidOf([90, 0])).toHaveLength(1)
  expect(saidOf([90, 90])).not.toEqual(saidOf([90, 0]))
  expect(saidOf([0, 0])).toEqual([])
})
