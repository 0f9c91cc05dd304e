import { describe, expect, it } from 'vitest'
import { epochMs, wattHours } from '../../model/units.ts'
import { energyFigures, instantPue, type SiteEnergy } from './energy-figures.ts'
import { energyOfCounter, energyOfPower, type MeasuredEnergy } from './measured-energy.ts'

const HOUR = 3_600_000
const at = (hours: number) => epochMs(hours * HOUR)
const whole = (kilowattHours: number): MeasuredEnergy => ({ energy: wattHours(kilowattHours * 1000), coverage: 1 })
const month: SiteEnergy = { from: at(0), to: at(720), imported: whole(1300), it: whole(1000), category: 2 }

describe('energy of a counter', () => {
  it('is the difference of its samples, over a gap too', () => {
    const samples = [0, 1, 9, 10].map((hour) => ({ at: at(hour), value: 5000 + 200 * hour }))
    expect(energyOfCounter(samples, at(0), at(10))).toEqual({ energy: 2000, coverage: 1 })
  })

  it('is shared by time at the edges of the period', () => {
    const samples = [0, 10].map((hour) => ({ at: at(hour), value: 100 * hour }))
    expect(energyOfCounter(samples, at(4), at(6))).toEqual({ energy: 200, coverage: 1 })
  })

  it('goes over a rollover of a register whose size is known: 990 to 20 of 1,000 is 30', () => {
    const samples = [990, 20].map((value, hour) => ({ at: at(hour), value }))
    expect(energyOfCounter(samples, at(0), at(1), 1000).energy).toBeCloseTo(30, 9)
  })

  it('never counts across a reset, and says that the time is not measured', () => {
    const samples = [5000, 5100, 3, 103].map((value, hour) => ({ at: at(hour), value }))
    const { energy, coverage } = energyOfCounter(samples, at(0), at(3))
    expect(energy).toBeCloseTo(200, 9)
    expect(coverage).toBeCloseTo(2 / 3, 12)
    const resetOfKnownSize = [300, 0].map((value, hour) => ({ at: at(hour), value }))
    expect(energyOfCounter(resetOfKnownSize, at(0), at(1), 1000)).toEqual({ energy: 0, coverage: 0 })
  })

  it('is nothing of samples at one instant, one sample, or a period of no length', () => {
    const same = [1, 2].map((value) => ({ at: at(1), value }))
    expect(energyOfCounter(same, at(0), at(2))).toEqual({ energy: 0, coverage: 0 })
    expect(energyOfCounter([{ at: at(0), value: 1 }], at(0), at(2)).coverage).toBe(0)
    expect(energyOfPower([{ from: at(0), to: at(1), watts: 5 }], at(1), at(1))).toEqual({ energy: 0, coverage: 0 })
  })
})

describe('energy of power', () => {
  it('is power times time: 2 kW for 3 h and 1 kW for 1 h of 5 h', () => {
    const spans = [
      { from: at(0), to: at(3), watts: 2000 },
      { from: at(3), to: at(4), watts: Number.NaN },
      { from: at(4), to: at(5), watts: 1000 },
    ]
    expect(energyOfPower(spans, at(0), at(5))).toEqual({ energy: 7000, coverage: 0.8 })
  })

  it('counts doubled time once', () => {
    const span = { from: at(0), to: at(2), watts: 100 }
    expect(energyOfPower([span, span], at(0), at(2))).toEqual({ energy: 200, coverage: 1 })
  })
})

describe('figures of a site', () => {
  it('PUE 1,300 kWh over 1,000 kWh is 1.3 of category 2, interim of a month (ISO/IEC 30134-2)', () => {
    expect(energyFigures(month)).toMatchObject({ pue: 1.3, category: 2, period: 'interim', coverage: 1 })
    expect(energyFigures({ ...month, to: at(8760) }).period).toBe('year')
  })

  it('counts solar of the roof: 700 + 600 − 100 over 1,000 is 1.2, where import alone would give 0.7', () => {
    const solar = { ...month, imported: whole(700), generated: whole(600), exported: whole(100) }
    expect(energyFigures(solar).pue).toBeCloseTo(1.2, 12)
  })

  it('WUE 1,800 l, CUE at 0.7 kg/kWh, REF 325 of 1,300 kWh: 1.8, 0.91 and 0.25 (ISO/IEC 30134-9, -8, -3)', () => {
    const figures = energyFigures({
      ...month,
      waterLitres: 1800,
      renewable: wattHours(325_000),
      carbonFactor: { perKilowattHour: 0.7, assumed: true },
      tariff: { perKilowattHour: 0.12, assumed: false },
    })
    expect(figures.wue).toBeCloseTo(1.8, 12)
    expect(figures.cue).toBeCloseTo(0.91, 12)
    expect(figures.ref).toBeCloseTo(0.25, 12)
    expect(figures.cost).toBeCloseTo(156, 9)
    expect(figures.carbonKilograms).toBeCloseTo(910, 9)
    expect(figures.assumed).toEqual(['carbonFactor'])
    expect(energyFigures({ ...month, renewable: wattHours(2e6) }).ref).toBe(1)
  })

  it('brings a meter that covers half of the period to all of it, and tells the coverage', () => {
    const half = { ...month, it: { energy: wattHours(500_000), coverage: 0.5 } }
    expect(energyFigures(half)).toMatchObject({ pue: 1.3, coverage: 0.5 })
  })

  it('is null, never zero, where something is not measured', () => {
    const none = { energy: wattHours(0), coverage: 0 }
    const unknown = { pue: null, wue: null, cue: null, ref: null, cost: null }
    expect(energyFigures({ ...month, it: none })).toMatchObject({ ...unknown, itEnergy: null, coverage: 0 })
    expect(energyFigures({ ...month, generated: none })).toMatchObject({ ...unknown, siteEnergy: null })
  })

  it('the ratio of an instant is labelled so', () => {
    const power = { imported: 130, generated: 20, exported: 0, it: 100 }
    expect(instantPue(at(5), power, 1)).toEqual({ period: 'instant', at: at(5), pue: 1.5, category: 1 })
    expect(instantPue(at(5), { ...power, it: 0 }, 1)).toBeNull()
  })
})
