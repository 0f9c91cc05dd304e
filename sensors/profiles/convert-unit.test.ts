import { expect, test } from 'vitest'
import { unitConversion, unitsOf } from './convert-unit.ts'

test.each([
  ['[degF]', 'temperature', 77, 25],
  ['K', 'temperature', 293.15, 20],
  ['degF', 'temperature-difference', 18, 10],
  ['kW.h', 'energy', 1.5, 1500],
  ['kJ', 'energy', 3.6, 1],
  ['L/s', 'water-flow', 2.5, 0.0025],
  ['m3/h', 'airflow', 3600, 1],
  // 1 cfm = 0.000471947443 m³/s (NIST SP 811, B.8)
  ['cfm', 'airflow', 1000, 0.471947443],
  ['RPM', 'fan-speed', 4200, 4200],
  ['mA', 'residual-current', 12, 0.012],
  // 1 inH2O at 4 °C = 249.082 Pa, at 39.2 °F 249.089 Pa (NIST SP 811)
  ['inH2O', 'differential-pressure', 0.1, 24.908891],
  ['min', 'duration', 12, 720],
  ['%', 'power-factor', 95, 0.95],
] as const)('a value in %s of quantity %s is kept in its one unit', (unit, quantity, given, kept) => {
  expect(unitConversion(unit, quantity)?.(given)).toBeCloseTo(kept, 8)
})

test('a unit that does not measure the quantity is refused', () => {
  expect(unitConversion('V', 'temperature')).toBeUndefined()
  expect(unitConversion('constructor', 'power')).toBeUndefined()
})

test('a wrong case never turns milliwatts into megawatts', () => {
  expect(unitConversion('mW', 'power')?.(1)).toBe(0.001)
  expect(unitConversion('MW', 'power')?.(1)).toBe(1e6)
  expect(unitConversion('Mw', 'power')).toBeUndefined()
})

test('the spellings can be listed for a message', () => {
  expect(unitsOf('power')).toContain('kW')
})
