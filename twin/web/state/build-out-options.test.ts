import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  AT_FIRST_BUILD_OUT,
  BUILD_STATES,
  type BuildOutOptions,
  CURVE_MEASURES,
  readBuildOut,
  writeBuildOut,
} from './build-out-options.ts'

const read = (search: string) => readBuildOut(new URLSearchParams(search))

describe('what a view of the build-out adds to its address', () => {
  it('says the day, what stands side by side and what is supposed', () => {
    const options = read('day=2027-12-31&compare=now,published&delay=grid:4800&delay=shell:6w&measure=power')
    expect(options.day).toBe('2027-12-31')
    expect(options.compare).toEqual(['now', 'published'])
    expect(options.delays).toEqual(['grid:4800', 'shell:6w'])
    expect(options.measure).toBe('power')
  })

  it('is as at first where a link says what is none: a day that no calendar has, three sides, no delay at all', () => {
    expect(
      read('day=2027-02-30&compare=a,b,c&delay=grid&delay=grid:6y&delay=UPPER:3w&state=good&measure=luck&scenario=A/b'),
    ).toEqual(AT_FIRST_BUILD_OUT)
  })

  it('written and read again is the same', () => {
    const id = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,4})?$/)
    const maybe = <Value>(one: fc.Arbitrary<Value>) => fc.option(one, { nil: undefined })
    const options: fc.Arbitrary<BuildOutOptions> = fc.record({
      day: maybe(
        fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10)),
      ),
      baseline: maybe(id),
      compare: maybe(fc.tuple(id, id)),
      scenario: maybe(id),
      delays: fc.array(
        fc
          .tuple(id, fc.integer({ min: -9_999, max: 9_999 }), fc.constantFrom('', 'h', 'd', 'w'))
          .map(([activity, amount, unit]) => `${activity}:${amount}${unit}`),
        { maxLength: 3 },
      ),
      measure: fc.constantFrom(...CURVE_MEASURES),
      state: maybe(fc.constantFrom(...BUILD_STATES)),
      activity: maybe(id),
    })
    fc.assert(
      fc.property(options, (one) => {
        const query = new URLSearchParams()
        writeBuildOut(one, query)
        expect(read(query.toString())).toEqual(one)
      }),
    )
  })
})
