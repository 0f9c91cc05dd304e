import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { servingUnit } from './served-by.ts'

const GRID = { from: 'grid' }

/** °C, the same at every call: a slow common swing, and what each unit does by itself. */
function recorded(samples: number, weights: readonly number[]) {
  let seed = 1
  const random = () => {
    seed = (seed * 48271) % 2147483647
    return seed / 2147483647 - 0.5
  }
  const weather = Array.from({ length: samples }, (_, at) => Math.sin(at / 30))
  const moves = weights.map(() => weather.map(() => random()))
  const supplies = moves.map((own, at) => ({
    unit: `s/hall/crah-${at + 1}`,
    supply: weather.map((swing, row) => 20 + swing + (own[row] ?? 0)),
  }))
  const intake = weather.map((swing, row) => {
    const follows = weights.reduce((sum, weight, at) => sum + weight * (moves[at]?.[row] ?? 0), 0)
    return 22 + swing + follows + 0.1 * random()
  })
  return { intake, supplies }
}

function hall() {
  const at = (x: number) => ({ placement: { at: { x, y: 0, z: 0 } } })
  const estate = new PowerEstate().utility('grid').room('hall').rack('hall/rack')
  for (const [number, x] of [1, 5, 9].entries()) estate.crah(`hall/crah-${number + 1}`, GRID, at(x))
  return estate.crah('hall/cdu', GRID, { ...at(20), type: 'cdu', airflow: 0 }).build()
}

function serving(record?: ReturnType<typeof recorded>, isLiquid = false) {
  const estate = hall()
  const [rack] = estate.ofKind('rack')
  return rack && servingUnit(estate, rack, estate.ofKind('crah'), isLiquid, record)
}

test('without records the nearest unit serves a rack, and says so', () => {
  expect(serving()).toEqual({ unit: 's/hall/crah-1', how: 'geometry', metres: 1 })
})

test('a liquid-cooled rack is served by the nearest CDU', () => {
  expect(serving(undefined, true)).toMatchObject({ unit: 's/hall/cdu', how: 'geometry' })
})

test('an intake that follows a farther unit is served by that one, learned from so many samples', () => {
  expect(serving(recorded(300, [0.1, 0.1, 0.8]))).toMatchObject({ unit: 's/hall/crah-3', how: 'learned', samples: 300 })
})

test('less than two days of 15-minute means teach nothing', () => {
  expect(serving(recorded(150, [0, 0, 1]))?.how).toBe('geometry')
})

test('an intake that follows two units alike, or none, is no evidence for either', () => {
  expect(serving(recorded(300, [0.45, 0, 0.5]))?.how).toBe('geometry')
  expect(serving(recorded(300, [0, 0, 0]))?.how).toBe('geometry')
})

test('units whose supply never moves by itself teach nothing', () => {
  const record = recorded(300, [0, 0, 1])
  const same = record.supplies.map(({ unit }) => ({ unit, supply: record.intake }))
  expect(serving({ ...record, supplies: same })?.how).toBe('geometry')
})
