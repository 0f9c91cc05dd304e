import { describe, expect, it } from 'vitest'
import { editDistance } from '../../twin/kit/edit-distance.ts'
import { FAULTS } from '../../twin/model/fault-control.ts'
import { asFaultName, faultTarget, firstFitting } from './fault-rules.ts'
import { smallEstate } from './testing/small-estate.ts'

const estate = smallEstate({ racks: 4 })

describe('which fault fits what', () => {
  it('finds a first thing for every fault', () => {
    for (const name of FAULTS) {
      const path = firstFitting(estate, name, '')
      expect(faultTarget(estate, name, path).path).toBe(path)
    }
    expect(firstFitting(estate, 'pdu-silent', 'site/hall/row-2')).toBe('site/hall/row-2/rack-3/pdu-a')
    expect(() => firstFitting(estate, 'ups-on-battery', 'site/hall')).toThrow(
      'ups-on-battery needs a UPS, and there is none at or below site/hall; the nearest is site/power/ups-',
    )
  })

  it('offers the nearest name for a name that is none', () => {
    expect(() => asFaultName('ups-on-batery')).toThrow('did you mean ups-on-battery?')
    expect(() => asFaultName('')).toThrow('is no fault')
  })

  it('offers the nearest path for a path that is none', () => {
    expect(() => faultTarget(estate, 'pdu-late', 'site/hall/row-2/rack-4/pdu-x')).toThrow(
      'the nearest is site/hall/row-2/rack-4/pdu-a.',
    )
  })

  it('counts letters', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3)
    expect(editDistance('', 'abc')).toBe(3)
  })
})
