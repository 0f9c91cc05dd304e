import { expect, test } from 'vitest'
import { expand } from '../expand/expand.ts'
import { parseEstateText } from '../testing/read-estate-files.ts'
import { estateFile } from './estate-file.ts'

const site = (energy: unknown) => ({
  schema: 2,
  things: { s: { kind: 'site', latitude: 44, longitude: 20, utcOffsetName: 'Europe/Belgrade', energy } },
})
const refusedAt = (energy: unknown) => estateFile.safeParse(site(energy)).error?.issues[0]?.path.slice(3).join('.')

test('a site says its tariff with bands, its factor, certificates and water bills, and the model has them', () => {
  const { drafts } = expand([
    parseEstateText(
      'estate.yaml',
      `schema: 2
estate: One
things:
  s:
    kind: site
    latitude: 44
    longitude: 20
    utcOffsetName: Europe/Belgrade
    energy:
      tariff:
        currency: EUR
        prices:
          - {from: 2026-01-01, perKilowattHour: 0.16, origin: contract 7, bands: [{from: '22:00', to: '06:00', perKilowattHour: 0.08}]}
      emissionFactors: [{from: 2026-01-01, perKilowattHour: 0.6, origin: supplier}]
      renewable: {share: 0.25, origin: guarantees of origin}
      water: [{from: 2026-10-01, to: 2026-11-01, cubicMetres: 420, origin: invoice 10}]
`,
    ),
  ])
  expect(drafts[0]?.thing).toMatchObject({
    energy: {
      tariff: { currency: 'EUR', prices: [{ from: '2026-01-01', bands: [{ from: '22:00', perKilowattHour: 0.08 }] }] },
      emissionFactors: [{ perKilowattHour: 0.6 }],
      renewable: { share: 0.25 },
      water: [{ cubicMetres: 420 }],
    },
  })
})

test('each part may be left out, and nothing stands in for it in the estate', () => {
  expect(estateFile.parse(site({}))).toMatchObject({ things: { s: { energy: {} } } })
})

test('a figure without its origin, a share over one, a time of day that is none and an unknown currency are refused', () => {
  expect(refusedAt({ emissionFactors: [{ from: '2026-01-01', perKilowattHour: 0.6 }] })).toBe(
    'emissionFactors.0.origin',
  )
  expect(refusedAt({ renewable: { share: 25, origin: 'x' } })).toBe('renewable.share')
  expect(refusedAt({ tariff: { currency: 'euro', prices: [] } })).toBe('tariff.currency')
  const bands = [{ from: '24:00', to: '06:00', perKilowattHour: 1 }]
  const prices = [{ from: '2026-01-01', perKilowattHour: 1, origin: 'x', bands }]
  expect(refusedAt({ tariff: { currency: 'EUR', prices } })).toBe('tariff.prices.0.bands.0.from')
})
