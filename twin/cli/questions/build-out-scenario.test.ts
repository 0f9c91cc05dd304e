import { expect, test } from 'vitest'
import type { CommandCall } from '../../kit/command.ts'
import { smallProgramme } from '../../kit/testing/small-programme.ts'
import { delaysOf } from './build-out-scenario.ts'

const asked = (...delay: string[]) => delaysOf({ options: { delay } } as unknown as CommandCall, smallProgramme())

test('a delay without a unit is refused with what else is wrong: 6 of what nobody knows', () => {
  expect(asked('build:2d', 'fit:-4h').map(({ minutes }) => minutes)).toEqual([2 * 480, -240])
  expect(() => asked('build:6', 'nowhere:2d', 'fit:-90')).toThrow(
    /^--delay: build:6 has no unit; write build:6d for days, build:6w for weeks or build:6h for hours\n--delay: fit:-90 has no unit; .*\n--delay: .*nowhere/,
  )
})
