import { describe, expect, it } from 'vitest'
import type { SurvivalLevel, Verdict } from '../../../analysis/survival/verdict.ts'
import { serviceCsvRows } from './service-csv.ts'
import { isSifted, serviceRows, siftCounts, sortRows } from './service-rows.ts'
import { serviceView, siteView, survivalView } from './testing/views.ts'

const losing = (verdicts: Partial<Record<SurvivalLevel, Verdict>>) => siteView({ survival: survivalView(verdicts) })
const rowsOf = (...services: Parameters<typeof serviceRows>[0]) => serviceRows(services, ({ en }) => en)
const namesOf = (rows: ReturnType<typeof rowsOf>) => rows.map(({ name }) => name)
const compare = (a: string, b: string) => (a < b ? -1 : 1)

describe('the rows of the services', () => {
  it('say of each loss the gravest of all sites: lost before unknown before less', () => {
    const [row] = rowsOf(
      serviceView('a', [losing({ power: 'reduced', hall: 'unknown' }), losing({ power: 'unknown', hall: 'lost' })]),
    )
    expect(row?.verdicts).toEqual({
      ...{ host: 'kept', rack: 'kept', row: 'kept' },
      ...{ power: 'unknown', hall: 'lost', site: 'kept' },
    })
  })

  it('add up copies and watts of all sites, and know no sum where one site does not know its part', () => {
    const known = siteView({ watts: 1_500, declared: 6, running: 5, pending: 1 })
    const unwatched = siteView({ watts: 500, declared: 3, running: null, pending: null })
    const [both, half] = rowsOf(
      serviceView('a', [known, unwatched]),
      serviceView('b', [known, { ...unwatched, watts: null }]),
    )
    expect(both).toMatchObject({ watts: 2_000, declared: 9, running: 5, pending: 1 })
    expect(half?.watts).toBeNull()
    expect(rowsOf(serviceView('c', [unwatched]))[0]?.running).toBeNull()
  })

  it('are narrowed to those that a loss takes down, to those that nobody can say it of, and to those that wait', () => {
    const rows = rowsOf(
      serviceView('a', [losing({ power: 'lost', hall: 'lost', site: 'lost' })]),
      serviceView('b', [losing({ host: 'reduced', site: 'lost' })]),
      serviceView('c', [losing({ row: 'unknown' })]),
      serviceView('d', [siteView({ pending: 2 })]),
    )
    expect(siftCounts(rows)).toEqual({
      ...{ host: 0, rack: 0, row: 0, power: 1, hall: 1, site: 2 },
      ...{ unknown: 1, pending: 1 },
    })
    expect(namesOf(rows.filter((row) => isSifted(row, 'site')))).toEqual(['a', 'b'])
  })

  it('are sorted by frailty: what a smaller loss takes down comes before what only a larger one does', () => {
    const rows = rowsOf(
      serviceView('site', [losing({ site: 'lost' })]),
      serviceView('rack', [losing({ rack: 'lost' })]),
      serviceView('less', [losing({ rack: 'reduced', site: 'lost' })]),
      serviceView('none', [losing({})]),
    )
    const sorted = sortRows(rows, { column: 'survival', descending: true }, compare)
    expect(namesOf(sorted)).toEqual(['rack', 'less', 'site', 'none'])
  })

  it('are sorted by name, class, power and copies, and stay as listed without an order', () => {
    const rows = rowsOf(
      serviceView('b', [siteView({ watts: 20, declared: 3 })]),
      serviceView('c', [
        siteView({ watts: null, declared: 9, recovery: { ...siteView({}).recovery, class: 'single-site' } }),
      ]),
      serviceView('a', [
        siteView({ watts: 10, declared: 6, recovery: { ...siteView({}).recovery, class: 'active-passive' } }),
      ]),
    )
    const by = (column: 'service' | 'class' | 'power' | 'copies', descending = false) =>
      namesOf(sortRows(rows, { column, descending }, compare)).join('')
    expect([by('service'), by('class'), by('power', true), by('copies', true)]).toEqual(['abc', 'bac', 'bac', 'cab'])
    expect(sortRows(rows, undefined, compare)).toBe(rows)
  })
})

describe('the services as a file', () => {
  it('have a row for each site, with watts as kept and nothing where nobody knows', () => {
    const [head, row, ...more] = serviceCsvRows(rowsOf(serviceView('evisa', [losing({ hall: 'lost' })])))
    expect(more).toEqual([])
    const cells = Object.fromEntries((head ?? []).map((key, at) => [key, row?.[at]]))
    expect(cells).toMatchObject({
      service: 'evisa',
      site: 'belgrade',
      watts: 1_000,
      after_hall: 'lost',
      after_host: 'kept',
    })
    expect(cells).toMatchObject({ rpo_s: null, assumed: 'yes', copies_declared: 6 })
  })
})
