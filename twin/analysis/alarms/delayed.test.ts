import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AT_REST, type Delayed, stepDelayed } from './delayed.ts'

const run = (inputs: readonly (readonly [number, boolean | undefined])[], on: number, off: number) =>
  inputs.reduce<Delayed>((memory, [now, input]) => stepDelayed(memory, input, now, on, off), AT_REST)

describe('a delayed yes or no', () => {
  test('comes on when its input has been so for the delay, not before', () => {
    expect(
      run(
        [
          [0, true],
          [9_999, true],
        ],
        10_000,
        0,
      ).on,
    ).toBe(false)
    expect(
      run(
        [
          [0, true],
          [10_000, true],
        ],
        10_000,
        0,
      ).on,
    ).toBe(true)
  })

  test('with no delay comes on at the first input', () => {
    expect(run([[5, true]], 0, 0).on).toBe(true)
  })

  test('an input that falters begins anew', () => {
    expect(
      run(
        [
          [0, true],
          [6_000, false],
          [7_000, true],
          [12_000, true],
        ],
        10_000,
        0,
      ).on,
    ).toBe(false)
  })

  test('goes off by its own delay', () => {
    expect(
      run(
        [
          [0, true],
          [1, false],
          [5_000, false],
        ],
        0,
        5_000,
      ).on,
    ).toBe(true)
    expect(
      run(
        [
          [0, true],
          [1, false],
          [5_001, false],
        ],
        0,
        5_000,
      ).on,
    ).toBe(false)
  })

  test('without data neither comes nor goes', () => {
    expect(
      run(
        [
          [0, true],
          [9_000, undefined],
          [11_000, true],
        ],
        10_000,
        0,
      ).on,
    ).toBe(false)
    expect(
      run(
        [
          [0, true],
          [1, undefined],
          [100_000, undefined],
        ],
        0,
        10,
      ).on,
    ).toBe(true)
  })

  test('a clock that jumps back makes it wait its delay again, never for ever', () => {
    const memory = run(
      [
        [1_000_000, true],
        [0, true],
      ],
      10_000,
      0,
    )
    expect(memory.on).toBe(false)
    expect(stepDelayed(memory, true, 10_000, 10_000, 0).on).toBe(true)
  })

  test('changes only to what its input has said without pause for the delay', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 5_000 }), fc.option(fc.boolean(), { nil: undefined }))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), fc.integer({ min: 0, max: 8_000 }), (steps, delay) => {
        let now = 0
        let memory = AT_REST
        let agreeing: { input: boolean | undefined; since: number } = { input: undefined, since: 0 }
        for (const [gap, input] of steps) {
          now += gap
          if (input !== agreeing.input) agreeing = { input, since: now }
          const before = memory
          memory = stepDelayed(memory, input, now, delay, delay)
          if (memory.on !== before.on) {
            expect(agreeing.input).toBe(memory.on)
            expect(now - agreeing.since).toBeGreaterThanOrEqual(delay)
          }
        }
      }),
    )
  })
})
