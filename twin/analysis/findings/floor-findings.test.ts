import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { floorFindings } from './floor-findings.ts'

const findings = (limits: { floorLoad?: number; pointLoad?: number }, weight?: number) =>
  floorFindings(
    new PowerEstate()
      .room('hall', limits)
      .rack('hall/rack', weight === undefined ? {} : { weight })
      .build(),
  )

test('a rack of 1,500 kg is too much for a tile of 450 kg at a foot, and for a floor of 1,000 kg/m²', () => {
  // (1,500 + 75 · 0.912) / 1.632 + 50 = 1,011 kg/m²; 500 kg on a foot.
  expect(findings({ floorLoad: 1000, pointLoad: 450 }, 1500)).toMatchObject([
    { kind: 'floor-load', what: 'floor', limit: 1000, paths: ['s/hall/rack'] },
    { kind: 'floor-load', what: 'foot', value: 500, limit: 450 },
  ])
})

test('nothing is found where it is borne, or where nobody says what is', () => {
  expect(findings({ floorLoad: 1200, pointLoad: 510 }, 1500)).toEqual([])
  expect(findings({}, 1500)).toEqual([])
  expect(findings({ floorLoad: 1000 })).toEqual([])
})
