import { expect, test } from 'vitest'
import { DIMENSIONS, readFigure } from './dimensions.ts'

test.each([
  ['8 MW', 'power', 8_000_000],
  ['600 mm', 'length', 0.6],
  ['44.5 kg', 'mass', 44.5],
  ['2500 kVA', 'apparent power', 2_500_000],
  ['10 min', 'duration', 600],
  ['10 kV', 'voltage', 10_000],
  ['32A', 'current', 32],
  ['3600 m3/h', 'airflow', 1],
  ['600 l/min', 'water flow', 0.01],
  ['4 ha', 'area', 40_000],
  ['512 GiB', 'memory', 549_755_813_888],
  ['2 TiB', 'memory', 2_199_023_255_552],
] as const)('%s is a %s of %d in the unit of the model', (text, dimension, value) => {
  expect(readFigure(text, dimension)).toEqual({ value })
})

test.each(['8', 'MW', '8 MV', '8 mw', '8,5 MW', '-8 MW', '8 MW.', '1e3 W', '8 toString', '8  MW'])(
  '%s is no power, and the units that are allowed are named',
  (text) => {
    expect(readFigure(text, 'power')).toEqual({
      allowed: `a number and one of ${Object.keys(DIMENSIONS.power).join(', ')}`,
    })
  },
)
