import { describe, expect, test } from 'vitest'
import { EstateAnswers } from '../analysis/answers/estate-answers.ts'
import { PowerEstate } from '../kit/testing/power-estate.ts'
import { reserved } from '../kit/testing/reserved.ts'
import type { Day } from '../model/day.ts'
import type { Rack } from '../model/things.ts'
import type { EnergyView } from '../protocol/energy.ts'
import type { ForecastView } from '../protocol/forecast.ts'
import { type CapacityReport, capacityReport, type ReportPlace } from './capacity-report.ts'
import { reportHtml } from './html/report-html.ts'
import { monthBefore } from './month-before.ts'
import { reportCsv } from './report-csv.ts'
import { reportLanguage } from './report-language.ts'
import { reportPlace } from './report-place.ts'

const DAY = 86_400_000
const MADE = Date.parse('2026-11-02T08:00:00Z')
const HOSTILE = `</style><script>alert("1")</script>'&`

const forecast: ForecastView = {
  ...{ path: 's', at: MADE, day: null, basis: 'now', standsFrom: null, changes: [] },
  first: { kind: 'failover', place: 's' },
  constraints: [
    {
      ...{ kind: 'failover', place: 's', unit: 'W', limit: 2e6, none: null, by: 's/ups', use: 0 },
      full: { isFull: false, p10: MADE + 200 * DAY, p50: MADE + 300 * DAY, p90: null },
    },
  ],
  uses: [
    {
      ...{ place: 's', unit: 'W', sources: 4, planned: null },
      history: { from: MADE - 3 * DAY, days: [1e6, null, 1.1e6] },
      steps: [
        { at: MADE + 10 * DAY, amount: 20_000, name: 'r' },
        { at: MADE + 90 * DAY, amount: -20_000, name: 'r' },
      ],
      forecast: {
        ...{ kind: 'forecast', measuredDays: 400, level: 1.1e6, perDay: 1000, held: 0.8, judged: 50, errors: [] },
        days: [0, 400].map((day) => ({
          at: MADE + day * DAY,
          p10: 1e6,
          p50: 1.2e6 + 2e3 * day,
          p90: 1.4e6 + 3e3 * day,
        })),
      },
    },
  ],
}

const energy: EnergyView = {
  ...{ day: null, basis: 'measured', planned: null },
  ...{ path: 's', from: MADE - 31 * DAY, to: MADE, timeZone: 'Europe/Belgrade', period: 'interim', coverage: 0.9 },
  ...{ siteEnergy: 1.3e9, itEnergy: 1e9, imported: 1.3e9, generated: 0, exported: 0, category: 2, pue: 1.3 },
  ...{ wue: null, cue: 0.66, ref: 0, cost: 207_090, carbonKilograms: 660_400, waterLitres: null, instant: null },
  absent: { wue: { why: 'water-not-set', paths: [] } },
  assumed: ['tariff'],
  tariff: { perKilowattHour: 0.1593, currency: 'EUR', assumed: true, origins: ['Eurostat'] },
  emissionFactor: { perKilowattHour: 0.508, assumed: false, origins: [HOSTILE] },
  renewable: { share: 0, assumed: false, origin: 'none' },
  meters: { imported: 1, generated: 0, it: 4 },
  simulated: true,
}

const place: ReportPlace = {
  ...{ path: 's', name: 'Kragujevac', nameSr: 'Крагујевац', kind: 'site', racks: 12, binding: 'power' },
  space: { units: 504, taken: 126, free: 378, largestRun: 42 },
  power: { draws: 1.1e6, unknown: 0, free: 250_000, full: { path: 's/ups', worst: 0.875, by: 's/ups-b' } },
  cooling: { capacity: 1.6e6, free: 500_000 },
  reserved: { units: 4, watts: 20_000 },
  stranded: { watts: 0, units: 90.5 },
  forecast,
}

function report(changes: Partial<CapacityReport> = {}, first: Partial<ReportPlace> = {}): CapacityReport {
  return capacityReport.parse({
    ...{ estate: 'E', month: '2026-10', madeAt: MADE, isWhole: true, from: 'server', simulated: true },
    basis: { loads: 'measured', measured: 10, allocated: 5, devices: 20 },
    sites: [
      {
        ...{ path: 's', name: 'Kragujevac', nameSr: 'Крагујевац', timeZone: 'Europe/Belgrade' },
        ...{ from: MADE - 31 * DAY, to: MADE, energy, places: [{ ...place, ...first }] },
        alarms: {
          ...{ critical: 1, warning: 0 },
          worst: [{ rule: 'smoke', severity: 'critical', path: 's/hall', since: MADE - DAY, until: null }],
        },
        findings: [{ kind: 'false-2n', count: 3, paths: ['s/rack-1'] }],
      },
    ],
    ...changes,
  })
}

describe('the report as HTML', () => {
  test('says used, reserved and free with units, what runs out first and when, energy with its category and what is assumed', () => {
    const html = reportHtml(report(), reportLanguage('en'))
    for (const text of ['Monthly capacity report, October 2026', 'The measurements are simulated', '1.10\u00a0MW'])
      expect(html).toContain(text)
    // 1,000 W a day are 30 kW a month.
    for (const text of ['20.0\u00a0kW', '250\u00a0kW', '30.0\u00a0kW', 'August 29, 2027', 'not within five years'])
      expect(html).toContain(text)
    for (const text of ['category 2', 'interim', 'assumed: Eurostat', 'no use of water is set', 'false 2N', 'Smoke'])
      expect(html).toContain(text)
    expect(html).toContain('fullest is s/ups, 87.5\u00a0% after the loss of s/ups-b')
  })

  test('is in Serbian in both scripts', () => {
    const cyrillic = reportHtml(report(), reportLanguage('sr'))
    expect(cyrillic).toContain('Месечни извештај о капацитету, октобар 2026')
    expect(cyrillic).toContain('Крагујевац')
    const latin = reportHtml(report(), reportLanguage('sr-Latn'))
    expect(latin).toContain('Mesečni izveštaj o kapacitetu')
    expect(latin.replace(/<style>.*<\/style>/s, '')).not.toMatch(/[\u0400-\u04ff]/)
  })

  test('needs nothing from elsewhere and runs nothing', () => {
    const html = reportHtml(report(), reportLanguage('en'))
    expect(html).not.toMatch(/<script|<link|<img|src=|url\(|@import|https?:|style="/)
    expect(html.match(/<svg/g)).toHaveLength(1)
  })

  test('no name, path or origin becomes a tag or ends the style sheet', () => {
    const hostile = { path: HOSTILE, name: HOSTILE, nameSr: HOSTILE }
    const told = report({ estate: HOSTILE }, hostile)
    const [site] = told.sites
    const all = { ...told, sites: [{ ...site, ...hostile, findings: [{ kind: HOSTILE, count: 1, paths: [HOSTILE] }] }] }
    const html = reportHtml(capacityReport.parse(all), reportLanguage('en'))
    expect(html).not.toContain('<script')
    expect(html.match(/<\/style>/g)).toHaveLength(1)
    expect(html).toContain('&#60;script&#62;')
  })

  test('says where the declared power is used up before any loss matters, apart from a limit that nobody knows', () => {
    const { sites, ...rest } = report()
    const [constraint] = forecast.constraints
    const shown = (none: 'not-known' | 'declared-is-less') => {
      const told = { ...forecast, first: null, constraints: [{ ...constraint, limit: null, none, full: null }] }
      const all = sites.map((site) => ({ ...site, places: [{ ...place, forecast: told }] }))
      return reportHtml(capacityReport.parse({ ...rest, sites: all }), reportLanguage('en'))
    }
    expect(shown('declared-is-less')).toContain('beyond the declared one')
    expect(shown('not-known')).toContain('limit not known')
  })

  test('tells when rack units are full however many others run out before', () => {
    const [constraint] = forecast.constraints
    const kinds = ['failover', 'power', 'cooling', 'cooling', 'space', 'cooling'] as const
    const constraints = kinds.map((kind, place) => ({ ...constraint, kind, place: `s/${place}` })) as never
    const html = reportHtml(report({}, { forecast: { ...forecast, constraints } }), reportLanguage('en'))
    for (const text of ['power after a loss', 'power, declared', 'cooling: s/2', '>space<'])
      expect(html).toContain(text)
    expect(html).not.toContain('cooling: s/3')
  })

  test('without a server says what is missing, and a refused forecast says why', () => {
    const { sites, ...rest } = report()
    const bare = sites.map((site) => ({
      ...{ ...site, energy: null, alarms: null },
      places: [{ ...place, forecast: null }],
    }))
    const declared = reportHtml({ ...rest, from: 'declared', simulated: false, sites: bare }, reportLanguage('en'))
    expect(declared).toContain('No server was asked')
    expect(declared).toContain('no history was asked')
    expect(declared).not.toContain('Energy of the month')
    const refusal = { kind: 'refused', reason: 'under-eight-weeks', measuredDays: 12, neededDays: 56 } as const
    const [use] = forecast.uses
    const [constraint] = forecast.constraints
    const short = {
      ...{ ...forecast, first: null },
      uses: [{ ...use, forecast: refusal }],
      constraints: [{ ...constraint, full: null }],
    } as ForecastView
    const html = reportHtml(report({}, { forecast: short }), reportLanguage('en'))
    expect(html).toContain('No forecast: 12 days are measured, 56 are needed')
  })
})

describe('the report as CSV', () => {
  test('has a line a place with units in its heads, ISO times, and empty cells where nothing is known', () => {
    const [head = '', line = '', ...rest] = reportCsv(report()).slice(1).split('\r\n')
    const row = Object.fromEntries(head.split(',').map((name, place) => [name, line.split(',')[place]]))
    expect(rest).toEqual([''])
    expect(row).toMatchObject({
      ...{ month: '2026-10', made_at: '2026-11-02T08:00:00.000Z', path: 's', space_used_U: '126', wue_l_per_kWh: '' },
      ...{
        space_reserved_U: '4',
        power_reserved_W: '20000',
        power_free_after_any_loss_W: '250000',
        full_p50: '2027-08-29',
        full_p90: '',
      },
      ...{ pue: '1.3', pue_category: '2', pue_period: 'interim', cost: '207090', currency: 'EUR', assumed: 'tariff' },
    })
  })

  test('a name is one cell, and no formula of a spreadsheet', () => {
    expect(reportCsv(report({}, { name: 'a,"b"' }))).toContain(',"a,""b""",')
    expect(reportCsv(report({}, { name: '=1+1' }))).toContain(",'=1+1,")
  })
})

test('the last whole month is that of the place', () => {
  expect(monthBefore(Date.parse('2026-12-31T23:30:00Z'), 'Europe/Belgrade')).toBe('2026-12')
  expect(monthBefore(Date.parse('2026-12-31T22:30:00Z'), 'Europe/Belgrade')).toBe('2026-11')
  expect(monthBefore(Date.parse('2027-01-01T00:30:00Z'), 'Europe/Belgrade')).toBe('2026-12')
})

test('what is reserved is told apart from what is used, and is not free', async () => {
  const estate = new PowerEstate().utility('grid').rack('hall/rack').pdu('hall/rack/pdu', { from: 'grid' })
  const answers = new EstateAnswers(estate.device('hall/rack/server', ['hall/rack/pdu'], 3000).build())
  await answers.reserve([
    reserved('r1', '2027-03-01', undefined, { rack: 's/hall/rack', position: 10, units: 4, cords: ['pdu:2'] }),
  ])
  const thing = { path: 's/hall/rack', name: 'rack', kind: 'rack' } as Rack
  const [bare] = await answers.capacity(['s/hall/rack'])
  const [capacity] = await answers.capacity(['s/hall/rack'], { from: '2026-11-26' as Day })
  if (!bare || !capacity) throw new Error('no answer')
  const [without, told] = [reportPlace(thing, bare), reportPlace(thing, bare, capacity)]
  // 42 U with one of a server: 41 are free, 37 of them not reserved; 1,800 W are reserved beside 3,000 W.
  expect([without.reserved, without.space.taken, without.space.free]).toEqual([null, 1, 41])
  expect([told.reserved, told.space.taken, told.space.free]).toEqual([{ units: 4, watts: 1800 }, 1, 37])
  expect([without.power.draws, told.power.draws]).toEqual([3000, 3000])
  expect((without.power.free ?? 0) - (told.power.free ?? 0)).toBeCloseTo(1800, 6)
})
