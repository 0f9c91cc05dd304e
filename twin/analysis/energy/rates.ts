import type { EmissionFactor, Price, Tariff } from '../../model/energy-terms.ts'
import { ASSUMED_TERMS } from './assumed-terms.ts'
import type { EnergyRate } from './energy-figures.ts'
import { localClock } from './local-time.ts'
import type { PowerSpan } from './measured-energy.ts'

/** A rate with where it is written. */
export interface NamedRate extends EnergyRate {
  /** Of all that held in the period, in their order. */
  readonly origins: readonly string[]
}

/** Money a kWh over a period: the mean of what held, weighted by what was imported. Undefined where part of it came before the first price. */
export function tariffOver(
  tariff: Tariff | undefined,
  timeZone: string,
  imported: readonly PowerSpan[],
): (NamedRate & { readonly currency: string }) | undefined {
  if (!tariff) {
    const { currency, origin, perKilowattHour } = ASSUMED_TERMS.tariff
    return { currency, perKilowattHour, assumed: true, origins: [origin] }
  }
  const rate = meanRate(tariff.prices, timeZone, imported, priceAt)
  return rate && { ...rate, currency: tariff.currency }
}

/** kgCO₂e a kWh over a period, in the same way. */
export function emissionFactorOver(
  factors: readonly EmissionFactor[] | undefined,
  timeZone: string,
  imported: readonly PowerSpan[],
): NamedRate | undefined {
  if (factors) return meanRate(factors, timeZone, imported, ({ perKilowattHour }) => perKilowattHour)
  const { origin, perKilowattHour } = ASSUMED_TERMS.emissionFactor
  return { perKilowattHour, assumed: true, origins: [origin] }
}

function meanRate<Rate extends { readonly from: string; readonly origin: string }>(
  rates: readonly Rate[],
  timeZone: string,
  spans: readonly PowerSpan[],
  of: (rate: Rate, minute: number) => number,
): NamedRate | undefined {
  const clock = localClock(timeZone)
  const latestFirst = [...rates].sort((a, b) => (a.from < b.from ? 1 : -1))
  const origins = new Set<string>()
  const seen: number[] = []
  let [weight, weighted] = [0, 0]
  for (const { from, to, watts } of spans) {
    if (!Number.isFinite(watts) || !(to > from)) continue
    const { day, minute } = clock((from + to) / 2)
    const held = latestFirst.find((rate) => rate.from <= day)
    if (!held) return undefined
    origins.add(held.origin)
    const rate = of(held, minute)
    seen.push(rate)
    weight += watts * (to - from)
    weighted += watts * (to - from) * rate
  }
  if (seen.length === 0) return undefined
  const perKilowattHour = weight > 0 ? weighted / weight : (seen[0] ?? Number.NaN)
  return { perKilowattHour, assumed: false, origins: [...origins].reverse() }
}

function priceAt({ bands = [], perKilowattHour }: Price, minute: number): number {
  const band = bands.find(({ from, to }) => isBetween(minute, minuteOf(from), minuteOf(to)))
  return band?.perKilowattHour ?? perKilowattHour
}

/** One that ends before it begins goes over midnight; one that ends when it begins is all day. */
function isBetween(minute: number, from: number, to: number): boolean {
  return from < to ? minute >= from && minute < to : minute >= from || minute < to
}

function minuteOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
}
