import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { lostNow } from './lost-now.ts'
import type { ServerContext } from './server-context.ts'

const estate = new PowerEstate()
  .utility('grid')
  .ups('ups-a', { from: 'grid' })
  .ups('ups-b', { from: 'grid' })
  .panel('panel', { from: 'ups-a' })
  .build()

/** Of a server only what the question takes from it. */
const now = (lost: readonly string[], onBattery: readonly string[], out: readonly string[]) =>
  lostNow({
    alarms: { lost: () => lost, onBattery: () => onBattery, maintenance: { outNow: () => out } },
    parts: { estate, clock: () => 0 },
  } as unknown as Pick<ServerContext, 'alarms' | 'parts'>)

test('a UPS on its battery is without its input, which is lost; what is dead or out of service is lost whole', () => {
  expect(now([], ['s/ups-a'], [])).toEqual(['s/ups-a/input'])
  expect(now(['s/panel'], ['s/ups-a'], ['s/ups-b'])).toEqual(['s/panel', 's/ups-a/input', 's/ups-b'])
})

test('of a UPS that is dead its input is not told besides, and nothing of what the estate has no more', () => {
  expect(now(['s/ups-a', 's/gone'], ['s/ups-a', 's/gone'], ['s/ups-a'])).toEqual(['s/ups-a'])
})
