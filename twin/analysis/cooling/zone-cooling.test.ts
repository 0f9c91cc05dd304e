import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Crah } from '../../model/things.ts'
import { freeOf, zoneCooling } from './zone-cooling.ts'

const unit = (type: Crah['type'], capacity: number, at: number) =>
  ({ path: `s/${type}-${at}`, type, capacity, airflow: capacity / 20_000 }) as Crah

const capacity = fc.integer({ min: 1, max: 500_000 })
const units = fc
  .tuple(fc.array(capacity, { minLength: 1, maxLength: 6 }), fc.array(capacity, { maxLength: 4 }))
  .map(([air, liquid]) => [
    ...air.map((watts, at) => unit('perimeter', watts, at)),
    ...liquid.map((watts, at) => unit('cdu', watts, at)),
  ])
const watts = fc.integer({ min: 0, max: 1_000_000 })

test('more heat at the same mix never leaves more free, and what is free keeps N+1 when it is used', () => {
  fc.assert(
    fc.property(units, watts, watts, fc.double({ min: 0, max: 2, noNaN: true }), (all, air, liquid, more) => {
      const zone = zoneCooling('s/hall', all, { air, liquid, unknown: 0 })
      const grown = zoneCooling('s/hall', all, { air: air * (1 + more), liquid: liquid * (1 + more), unknown: 0 })
      expect(freeOf(grown)).toBeLessThanOrEqual(freeOf(zone) + 1e-6)
      const heat = air + liquid
      const free = freeOf(zone)
      if (heat === 0 || free === 0) return
      const share = 1 + (free / heat) * (1 - 1e-9)
      const full = zoneCooling('s/hall', all, { air: air * share, liquid: liquid * share, unknown: 0 })
      expect(full.air?.holds !== false && full.liquid?.holds !== false).toBe(true)
    }),
  )
})

test('the loss of any unit leaves at least what N+1 reckons with, and the same units in another order the same', () => {
  fc.assert(
    fc.property(units, watts, watts, (all, air, liquid) => {
      const heat = { air, liquid, unknown: 0 }
      const zone = zoneCooling('s/hall', all, heat)
      for (const side of [zone.air, zone.liquid]) {
        if (!side) continue
        const own = all.filter(({ path }) => side.units.includes(path))
        for (const lost of own) expect(side.capacity - lost.capacity).toBeGreaterThanOrEqual(side.withoutGreatest)
      }
      expect(freeOf(zoneCooling('s/hall', [...all].reverse(), heat))).toBe(freeOf(zone))
    }),
  )
})
