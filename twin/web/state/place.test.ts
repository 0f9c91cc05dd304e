import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AT_FIRST_BUILD_OUT } from './build-out-options.ts'
import { MODES } from './mode.ts'
import { type Address, formatAddress, parseAddress, SHOWN, SPANS, VIEWS } from './place.ts'
import { SERVICE_COLUMNS, SIFTS } from './service-options.ts'

const parse = (address: string) => {
  const url = new URL(address, 'http://localhost')
  return parseAddress(url.pathname, url.search)
}

describe('the address of a view', () => {
  it('names places by their path in the estate', () => {
    expect(parse('/').place).toEqual({ kind: 'cloud' })
    expect(parse('/alarms').place).toEqual({ kind: 'alarms' })
    expect(parse('/sites/kragujevac/hall-1/row-b/rack-07').place).toEqual({
      kind: 'thing',
      path: 'kragujevac/hall-1/row-b/rack-07',
    })
    expect(parse('/sites/kragujevac/').place).toEqual({ kind: 'thing', path: 'kragujevac' })
  })

  it('names a service of the cloud, and what the list is narrowed to and sorted by', () => {
    expect(parse('/cloud').place).toEqual({ kind: 'services', service: undefined })
    expect(parse('/cloud/digital-wallet/').place).toEqual({ kind: 'services', service: 'digital-wallet' })
    expect(parse('/cloud/a/b').place.kind).toBe('unknown')
    const { sift, order } = parse('/cloud?only=power&sort=-copies')
    expect(sift).toBe('power')
    expect(order).toEqual({ column: 'copies', descending: true })
    expect(formatAddress(parse('/cloud?sort=-copies&only=power'))).toBe('/cloud?only=power&sort=-copies')
    expect(parse('/cloud?only=luck&sort=--power')).toEqual(parse('/cloud'))
  })

  it('that names nothing is a place that says so, whatever stands in it', () => {
    for (const address of [
      '/nowhere',
      '/sites/',
      '/sites/UPPER',
      '/sites/a//b',
      '/sites/<script>',
      '/sites/a?sel=../..',
    ]) {
      const { place, selected } = parse(address)
      if (!address.includes('?')) expect(place.kind).toBe('unknown')
      expect(selected).toBeUndefined()
    }
    expect(parse('/?mode=disco&view=4d&span=1y&show=green')).toEqual(parse('/'))
  })

  it('says only what differs from the usual', () => {
    expect(formatAddress(parse('/sites/belgrade?mode=health&view=3d&span=24h'))).toBe('/sites/belgrade')
    expect(formatAddress(parse('/sites/belgrade?sel=belgrade/hall-1/row-a&mode=power'))).toBe(
      '/sites/belgrade?mode=power&sel=belgrade/hall-1/row-a',
    )
  })

  it('lets fail the first fifty that a link names, and knows how many it left out', () => {
    const named = Array.from({ length: 53 }, (_, number) => `fail=s/u${number}`)
    const { failed, failedLeftOut } = parse(`/sites/s?${named.join('&')}&fail=s/u1&fail=NO%20PATH`)
    expect(failed).toHaveLength(50)
    expect(failed.at(-1)).toBe('s/u49')
    expect(failedLeftOut).toBe(4)
  })

  it('written and read again is the same address', () => {
    const path = fc
      .array(fc.stringMatching(/^[a-z0-9]{1,8}$/), { minLength: 1, maxLength: 8 })
      .map((parts) => parts.join('/'))
    const address: fc.Arbitrary<Address> = fc.record({
      place: fc.oneof(
        fc.constantFrom({ kind: 'cloud' } as const, { kind: 'alarms' } as const, { kind: 'status' } as const),
        path.map((path) => ({ kind: 'thing', path }) as const),
        path.map((path) => ({ kind: 'power', path }) as const),
        fc
          .option(fc.stringMatching(/^[a-z0-9]{1,8}$/), { nil: undefined })
          .map((service) => ({ kind: 'services', service }) as const),
      ),
      mode: fc.constantFrom(...MODES),
      view: fc.constantFrom(...VIEWS),
      selected: fc.option(path, { nil: undefined }),
      shown: fc.option(fc.constantFrom(...SHOWN), { nil: undefined }),
      span: fc.constantFrom(...SPANS),
      sift: fc.option(fc.constantFrom(...SIFTS), { nil: undefined }),
      order: fc.option(fc.record({ column: fc.constantFrom(...SERVICE_COLUMNS), descending: fc.boolean() }), {
        nil: undefined,
      }),
      at: fc.constantFrom(undefined, '2030-06-30'),
      sun: fc.option(fc.integer({ min: 0, max: 1439 }), { nil: undefined }),
      buildOut: fc.constant(AT_FIRST_BUILD_OUT),
      failed: fc.uniqueArray(path, { maxLength: 3 }),
      failedLeftOut: fc.constant(0),
      asked: fc.record({
        within: path,
        count: fc.integer({ min: 1, max: 1000 }),
        units: fc.integer({ min: 1, max: 120 }).map((halves) => halves / 2),
        watts: fc.integer({ min: 1, max: 1e6 }),
        feeds: fc.integer({ min: 1, max: 8 }),
        phase: fc.constantFrom(1 as const, 3 as const),
      }),
      picked: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 200 }), { maxLength: 3 }), { nil: undefined }),
    })
    fc.assert(
      fc.property(address, fc.boolean(), (address, asks) => {
        const one = asks ? address : { ...address, asked: undefined, picked: undefined }
        expect(parse(formatAddress(one))).toEqual(one)
      }),
    )
  })
})
