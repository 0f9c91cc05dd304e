import { describe, expect, it } from 'vitest'
import { instantPowerRatio } from './instant-power-ratio.ts'
import type { Provenance } from './power-chain.ts'

const load = (watts: number, provenance: Provenance = 'measured') => ({ watts, provenance })
const IT = load(800, 'sum-of-children')

describe('the ratio of an instant', () => {
  it('is what comes from the grid over what the racks draw', () => {
    expect(instantPowerRatio({ it: IT, utilities: [load(500), load(500)], generators: [] })).toBe(1.25)
  })

  it('counts generators that carry the site while the grid is away', () => {
    expect(instantPowerRatio({ it: IT, utilities: [load(0)], generators: [load(1000)] })).toBe(1.25)
    expect(instantPowerRatio({ it: IT, utilities: [load(0)], generators: [load(Number.NaN, 'unknown')] })).toBeNaN()
  })

  it('is not known where a utility or a rack PDU is not measured', () => {
    expect(instantPowerRatio({ it: IT, utilities: [], generators: [] })).toBeNaN()
    expect(instantPowerRatio({ it: IT, utilities: [load(1000, 'partial')], generators: [] })).toBeNaN()
    expect(instantPowerRatio({ it: load(800, 'partial'), utilities: [load(1000)], generators: [] })).toBeNaN()
  })
})
