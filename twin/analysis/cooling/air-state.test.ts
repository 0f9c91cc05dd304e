import { expect, test } from 'vitest'
import { AIR_CLASS } from '../alarms/air-class.ts'
import { airState } from './air-state.ts'

const at = (celsius: number, humidity = Number.NaN, limits = AIR_CLASS.A1) => airState(celsius, humidity, limits, 50)

test.each([
  [27, 'recommended'],
  [27.1, 'allowable'],
  [32, 'allowable'],
  [32.1, 'too-warm'],
  [18, 'recommended'],
  [17.9, 'allowable'],
  [14.9, 'too-cold'],
])('without a humidity, %s °C in A1 is %s', (celsius, state) => expect(at(celsius)).toBe(state))

test('humidity counts where it is known, by dew point or by relative humidity, whichever is drier', () => {
  expect(at(22, 45)).toBe('recommended')
  // 22 °C at 60 %: dew point 13.9 °C, above the 50 % that the room's corrosion admits.
  expect(at(22, 60)).toBe('allowable')
  // 30 °C at 60 %: dew point 21.4 °C, above the 17 °C of A1.
  expect(at(30, 60)).toBe('too-humid')
  expect(at(16, 85)).toBe('too-humid')
  expect(at(22, 7)).toBe('too-dry')
})

test('30 °C is too warm for H1 and within A4', () => {
  expect(at(30, Number.NaN, AIR_CLASS.H1)).toBe('too-warm')
  expect(at(30, Number.NaN, AIR_CLASS.A4)).toBe('allowable')
})

test('an unknown temperature is no state', () => expect(at(Number.NaN)).toBeUndefined())
