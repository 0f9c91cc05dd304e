import { describe, expect, it } from 'vitest'
import { ganttModel } from './gantt-model.ts'
import { ganttRows, NO_FILTER, type RowFilter, type RowOrder } from './gantt-rows.ts'
import { madeUpActivity, madeUpView } from './testing/made-up-view.ts'

const excavation = madeUpActivity({
  ...{ id: 'excavation', name: 'Excavation', package: 'hall', start: '2026-09-01', finish: '2026-09-30' },
  ...{ totalFloat: null, started: '2026-09-01', finished: '2026-09-30', done: 1, duration: 22 * 480, isCritical: true },
  baselines: { first: ['2026-09-01', '2026-09-25'] },
})
const shell = madeUpActivity({
  ...{ id: 'shell', name: 'Shell', package: 'hall', start: '2026-10-01', finish: '2027-03-31' },
  ...{ totalFloat: -960, isCritical: true, started: '2026-10-01', done: 0.25, duration: 66 * 480 },
  baselines: { first: ['2026-10-01', '2027-03-21'] },
})
const paths = madeUpActivity({
  ...{ id: 'paths', name: 'Paths', package: 'ground', start: '2027-04-01', finish: '2027-05-31', totalFloat: 4_800 },
})
const model = ganttModel(madeUpView([excavation, shell, paths]), 'first')

const rowsOf = ({ filter = {}, order, folded = [] }: Asked = {}) =>
  ganttRows(model, {
    filter: { ...NO_FILTER, ...filter },
    order: order ?? { by: 'programme', descending: false },
    folded: new Set(folded),
    nameOf: ({ name }) => name,
    compare: (one, other) => (one < other ? -1 : 1),
  })
interface Asked {
  readonly filter?: Partial<RowFilter>
  readonly order?: RowOrder
  readonly folded?: readonly string[]
}
const keys = (asked?: Asked) => rowsOf(asked).map(({ key }) => key)

describe('rows', () => {
  it('are packages, each with its activities below, as the programme has them', () => {
    expect(keys()).toEqual(['p:hall', 'a:excavation', 'a:shell', 'p:ground', 'a:paths'])
  })

  it('leave out the activities of a folded package, not the package', () => {
    expect(keys({ folded: ['hall'] })).toEqual(['p:hall', 'p:ground', 'a:paths'])
  })

  it.each([
    ['what is critical and not done', { criticalOnly: true }, ['p:hall', 'a:shell']],
    ['what is late', { lateOnly: true }, ['p:hall', 'a:excavation', 'a:shell']],
    ['what is under construction on a day', { underConstructionOn: '2027-04-15' }, ['p:ground', 'a:paths']],
    ['one package', { package: 'ground' }, ['p:ground', 'a:paths']],
    ['what has a text in its name', { text: ' SHE ' }, ['p:hall', 'a:shell']],
    ['nothing', { text: 'roof' }, []],
  ])('can be %s alone', (_, filter, expected) => {
    expect(keys({ filter })).toEqual(expected)
  })

  it('are sorted within packages and packages among themselves; what has no float comes last either way', () => {
    // The least float of the hall is −2 days, of the ground 10.
    expect(keys({ order: { by: 'float', descending: false } })).toEqual([
      'p:hall',
      'a:shell',
      'a:excavation',
      'p:ground',
      'a:paths',
    ])
    expect(keys({ order: { by: 'float', descending: true } })).toEqual([
      'p:ground',
      'a:paths',
      'p:hall',
      'a:shell',
      'a:excavation',
    ])
    expect(keys({ order: { by: 'name', descending: true } }).filter((key) => key.startsWith('a:'))).toEqual([
      'a:shell',
      'a:excavation',
      'a:paths',
    ])
  })

  it('tell of a package when it begins and ends, its least float, its worst delay, and what share of the work is done', () => {
    const [hall] = rowsOf({ folded: ['hall'] })
    // 22 days whole and a quarter of 66 days: 38.5 of 88.
    expect(hall).toMatchObject({ count: 2, float: -2, late: 10, done: 38.5 / 88, isCritical: true })
  })

  it('tell no share of a package in which nobody reports what was to begin', () => {
    const silent = ganttModel(
      madeUpView([excavation, madeUpActivity({ ...shell, done: null, started: null })]),
      'first',
    )
    const [hall] = ganttRows(silent, {
      ...{ filter: NO_FILTER, order: { by: 'programme', descending: false }, folded: new Set() },
      ...{ nameOf: ({ name }) => name, compare: () => 0 },
    })
    expect(hall).toMatchObject({ done: undefined })
  })
})
