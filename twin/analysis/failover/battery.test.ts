import { expect, test } from 'vitest'
import type { Generator, Ups } from '../../model/things.ts'
import { watts } from '../../model/units.ts'
import { agedCapacity, batteryRuntime, fuelRuntime } from './battery.ts'

const ups = (battery: Partial<Ups['battery']>) =>
  ({
    rating: 100_000,
    efficiency: 1,
    battery: { capacity: 1e6, autonomyAtFullLoad: 600, ...battery },
  }) as unknown as Ups

test('a battery has all of its capacity new, 90 % after half of its life, 80 % at its end, never less than half', () => {
  expect([0, 5, 10, 40].map(agedCapacity)).toEqual([1, 0.9, 0.8, 0.5])
})

test('at half load a new battery lasts 2^1.25 times its autonomy, one at its end of life 80 % of that', () => {
  expect(batteryRuntime(ups({ yearsInService: 0 }), 50_000).seconds).toBeCloseTo(600 * 2 ** 1.25)
  expect(batteryRuntime(ups({ yearsInService: 10 }), 50_000).seconds).toBeCloseTo(480 * 2 ** 1.25)
})

test('where nobody says its age it is taken to be five years, and said so', () => {
  const { how, seconds } = batteryRuntime(ups({}), 100_000)
  expect(seconds).toBeCloseTo(540)
  expect(how).toContain('90 % left after assumed 5 years')
})

test('without a rating neither minutes nor hours are known; what carries nothing lasts without end all the same', () => {
  const unrated = { ...ups({}), rating: undefined } as unknown as Ups
  expect(batteryRuntime(unrated, 50_000)).toEqual({ seconds: Number.NaN, how: 'its rating is not known' })
  expect(batteryRuntime(unrated, 0).seconds).toBe(Number.POSITIVE_INFINITY)
  const diesel = { kind: 'generator', fuel: { litres: 100, litresPerHourAtFullLoad: 20 } } as unknown as Generator
  expect(fuelRuntime(diesel, 50_000)).toBeUndefined()
  // At full load 100 l at 20 l an hour last five hours.
  expect(fuelRuntime({ ...diesel, rating: watts(50_000) }, 50_000)).toBeCloseTo(5 * 3600)
})
