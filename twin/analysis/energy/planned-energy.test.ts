import { expect, test } from 'vitest'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import type { EnergyTerms } from '../../model/energy-terms.ts'
import type { Site } from '../../model/things.ts'
import { EstateAnswers } from '../answers/estate-answers.ts'
import { daySpanIn } from './local-time.ts'
import { plannedEnergy } from './planned-energy.ts'

const DAY = daySpanIn('Europe/Belgrade', '2030-06-30')

/** 900 W of one server by a UPS of 90 %, and a cooler of 200 W beside it. */
async function planned(terms?: EnergyTerms, watts = 900, cooler: Record<string, unknown> = { fanPower: 200 }) {
  const built = new PowerEstate().utility('grid').ups('ups', { from: 'grid' }, { efficiency: 0.9 }).rack('hall/rack')
  built.pdu('hall/rack/pdu', { from: 'ups' }).device('hall/rack/server', ['hall/rack/pdu'], watts)
  built.crah('hall/crah', { from: 'grid' }, cooler)
  const estate = built.build()
  const site = { ...(estate.find('s') as Site), utcOffsetName: 'Europe/Belgrade', ...(terms && { energy: terms }) }
  return plannedEnergy(estate, site, await new EstateAnswers(estate).chain('s'), DAY)
}

test('what comes from the grid is what racks and coolers draw and what the UPS loses', async () => {
  const told = await planned()
  // 900 W / 0.9 + 200 W.
  expect(told).toMatchObject({ it: 900, cooling: 200, atLeast: false, lossless: [] })
  expect(told.site).toBeCloseTo(1200, 9)
  expect(told.losses).toBeCloseTo(100, 9)
  expect(told.ratio).toBeCloseTo(1200 / 900, 9)
  // 8,760 h: 10,512 kWh at the assumed 0.1593 EUR and 0.508 kg.
  expect(told.energyPerYear).toBeCloseTo(10_512_000, 3)
  expect(told.costPerYear).toBeCloseTo(10_512 * 0.1593, 6)
  expect(told.carbonKilogramsPerYear).toBeCloseTo(10_512 * 0.508, 6)
  expect(told.assumed).toEqual(['constant-draw', 'tariff', 'emission-factor'])
})

test('the prices that hold today are taken for then, each for as much of the day as it holds', async () => {
  const bands = [{ from: '22:00', to: '06:00', perKilowattHour: 0.09 }]
  const prices = [{ from: '2026-01-01', perKilowattHour: 0.18, origin: 'contract 7', bands }]
  const told = await planned({ tariff: { currency: 'EUR', prices } })
  // Eight hours of 24.
  expect(told.tariff).toMatchObject({ assumed: false, origins: ['contract 7'] })
  expect(told.costPerYear).toBeCloseTo(10_512 * (0.09 / 3 + (0.18 * 2) / 3), 6)
  expect(told.assumed).toContain('rates-of-today')
})

test('a draw of IT that nobody knows leaves no ratio, one of a cooler the least, and a price that does not hold yet no cost', async () => {
  const prices = [{ from: '2031-01-01', perKilowattHour: 0.18, origin: 'contract 8' }]
  const later = await planned({ tariff: { currency: 'EUR', prices } })
  expect(later).toMatchObject({ costPerYear: null, tariff: null })
  expect(later.ratio).not.toBeNull()
  const built = new PowerEstate().utility('grid').rack('rack').pdu('rack/pdu', { from: 'grid' })
  const estate = built.device('rack/server', ['rack/pdu'], Number.NaN).build()
  const chain = (await new EstateAnswers(estate).chain('s')).map((node) => ({ ...node, atLeast: true }))
  const told = plannedEnergy(estate, estate.find('s') as Site, chain, DAY)
  expect(told).toMatchObject({ ratio: null, atLeast: true, unknown: ['s/rack/pdu'] })
  const least = await planned(undefined, 900, { fanPower: Number.NaN })
  // 900 W / 0.9 and whatever the cooler draws.
  expect(least).toMatchObject({ atLeast: true, unknown: ['s/hall/crah'] })
  expect(least.ratio).toBeCloseTo(1000 / 900, 9)
})

test('without a grid nothing is told of what comes from it', () => {
  const estate = new PowerEstate().rack('rack').build()
  const told = plannedEnergy(estate, estate.find('s') as Site, [], DAY)
  expect(told).toMatchObject({ site: null, losses: null, ratio: null, energyPerYear: null, costPerYear: null })
})
