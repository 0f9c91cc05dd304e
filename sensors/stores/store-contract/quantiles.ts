import { expect, test } from 'vitest'
import { batchOf } from '../testing/batch-of.ts'
import { DAY, HOUR, MINUTE, ms, NOW, QUARTER, type WithinStore } from './contract-store.ts'

/** Quantiles from raw readings and sketches. */
export function describeQuantiles(within: WithinStore): void {
  test('quantiles are within 1 % of the value at that rank, from raw readings and from roll-ups alike', () =>
    within(async ({ store }) => {
      const from = Math.floor((NOW - 3 * HOUR) / QUARTER) * QUARTER
      // 1 to 200, one every 10 s: 34 minutes. Ranks ⌊q·199⌋ + 1: 1, 100, 198, 200.
      const rows = Array.from({ length: 200 }, (_, index) => [0, from + index * 10_000, index + 1] as const)
      await store.write(batchOf(...rows), 1n)
      const ask = () => store.quantiles({ point: 0, from: ms(from), to: ms(from + HOUR), quantiles: [0, 0.5, 0.99, 1] })
      expect(near(await ask(), [1, 100, 198, 200])).toBe(true)
      await store.maintain(ms(NOW))
      await store.maintain(ms(from + 92 * DAY))
      expect(near(await ask(), [1, 100, 198, 200])).toBe(true)
      const none = await store.quantiles({ point: 1, from: ms(from), to: ms(NOW), quantiles: [0.5] })
      expect([...none]).toEqual([Number.NaN])
    }))

  test('quantiles of negative values and of zero', () =>
    within(async ({ store }) => {
      const from = NOW - HOUR
      await store.write(
        batchOf(...[-100, -10, 0, 10, 1000].map((value, index) => [0, from + index * MINUTE, value] as const)),
        1n,
      )
      await store.maintain(ms(NOW))
      const found = await store.quantiles({
        point: 0,
        from: ms(from),
        to: ms(NOW),
        quantiles: [0, 0.25, 0.5, 0.75, 1],
      })
      expect(near(found, [-100, -10, 0, 10, 1000])).toBe(true)
    }))
}

function near(found: Float64Array, wanted: readonly number[]): boolean {
  return wanted.every((value, index) => Math.abs((found[index] ?? Number.NaN) - value) <= Math.abs(value) * 0.01 + 1e-9)
}
