import { expect, test } from 'vitest'
import { fitThermal, type ThermalSample } from './fit-thermal.ts'

const STEP = 10_000

/** A room of 8 MJ/K and 4 kW/K (τ 2,000 s) whose fans stop after a minute at 21 °C, and whose air has then mixed to 27 °C of 31. */
function record(minutes: number, heatAt: (seconds: number) => number = () => 200_000): ThermalSample[] {
  const samples: ThermalSample[] = []
  for (let at = 0; at < 60_000; at += STEP)
    samples.push({ at, heat: 200_000, cooling: 200_000, intake: 21, returned: 31, fans: 'on' })
  let celsius = 27
  for (let second = 0; second <= minutes * 60; second++) {
    if (second % 10 === 0 && second > 0) {
      const air = { intake: celsius, returned: celsius }
      samples.push({ at: 50_000 + second * 1000, heat: heatAt(second), cooling: 0, ...air, fans: 'off' })
    }
    celsius += (heatAt(second) - 4000 * (celsius - 31)) / 8e6
  }
  return samples
}

test('what a first-order room did gives its parameters back within 2 %', () => {
  const fitted = fitThermal(record(20), 'off')
  expect(fitted?.capacity).toBeGreaterThan(0.98 * 8e6)
  expect(fitted?.capacity).toBeLessThan(1.02 * 8e6)
  expect((fitted?.capacity ?? 0) / (fitted?.conductance ?? 1) / 2000).toBeCloseTo(1, 1)
  expect(fitted?.ambient).toBe(31)
  // From 21 to 27 of 31 °C.
  expect(fitted?.mixing).toBeCloseTo(0.6, 1)
  expect(fitted?.source).toMatchObject({ how: 'fitted' })
})

test('a load that changes meanwhile is taken in', () => {
  const fitted = fitThermal(
    record(20, (second) => (second < 600 ? 200_000 : 300_000)),
    'off',
  )
  expect((fitted?.capacity ?? 0) / 8e6).toBeCloseTo(1, 1)
})

test('steady control, a short event or one behind a gap teach nothing', () => {
  expect(fitThermal(record(20), 'on')).toBeUndefined()
  expect(fitThermal(record(2), 'off')).toBeUndefined()
  const sparse = record(20).filter((_, place) => place % 18 === 0)
  expect(fitThermal(sparse, 'off')).toBeUndefined()
  expect(fitThermal([], 'off')).toBeUndefined()
})

test('samples of which something was not read are left out', () => {
  const holed = record(20).map((sample, place) => (place % 7 === 3 ? { ...sample, heat: Number.NaN } : sample))
  expect((fitThermal(holed, 'off')?.capacity ?? 0) / 8e6).toBeCloseTo(1, 1)
})
