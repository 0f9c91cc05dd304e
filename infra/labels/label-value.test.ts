import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSegment } from '../../twin/model/path.ts'
import { nameOfPath, nameOfPaths } from './label-value.ts'

/** Kubernetes: a DNS-1123 label but for its length, and a label's value but for its length. */
const DNS_1123 = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/
const LABEL_VALUE = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/

const segment = fc.string({ unit: fc.constantFrom(...'ab19-'), minLength: 1, maxLength: 12 }).filter(isSegment)
const path = fc.array(segment, { minLength: 1, maxLength: 5 }).map((segments) => segments.join('/'))

describe('names for Kubernetes', () => {
  it('of any path are DNS-1123 labels, of any paths values of a label', () => {
    fc.assert(
      fc.property(fc.array(path, { minLength: 1, maxLength: 4 }), (paths) => {
        expect(nameOfPath(paths[0] ?? '')).toMatch(DNS_1123)
        expect(nameOfPaths(paths)).toMatch(LABEL_VALUE)
      }),
    )
  })

  it('of several things do not depend on their order', () => {
    expect(nameOfPaths(['s/power/ups-b', 's/power/ups-a'])).toBe('s-power.ups-a.ups-b')
    expect(nameOfPaths(['s/power/ups-a', 's/power/ups-b'])).toBe('s-power.ups-a.ups-b')
  })

  it('of things with several parents hold whole names', () => {
    expect(nameOfPaths(['s/east/ups', 's/west/ups'])).toBe('s-east-ups.s-west-ups')
  })
})
