import { expect, test } from 'vitest'
import { Lateness } from './lateness.ts'

test('a quantile of the lateness is right to a quarter of an octave', () => {
  const lateness = new Lateness(0)
  for (let ms = 1; ms <= 1000; ms++) lateness.add(ms, 0)
  expect(lateness.quantile(0.99, 0) / 990).toBeGreaterThan(1)
  expect(lateness.quantile(0.99, 0) / 990).toBeLessThan(2 ** 0.25)
  expect(lateness.quantile(0.5, 0) / 500).toBeGreaterThan(1)
  expect(lateness.quantile(0.5, 0) / 500).toBeLessThan(2 ** 0.25)
})

test('what is older than two spans is forgotten', () => {
  const lateness = new Lateness(0, 1000)
  lateness.add(400, 0)
  expect(lateness.quantile(0.99, 1500)).toBeGreaterThan(400)
  expect(lateness.quantile(0.99, 2500)).toBe(0)
  lateness.add(3, 2500)
  expect(lateness.quantile(0.99, 9000)).toBe(0)
})
