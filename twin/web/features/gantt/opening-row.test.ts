import { describe, expect, it } from 'vitest'
import type { BuildOutActivity } from '../../../protocol/build-out.ts'
import { dayNumber } from './day-number.ts'
import { ganttModel } from './gantt-model.ts'
import { ganttRows, NO_FILTER } from './gantt-rows.ts'
import { openingRow } from './opening-row.ts'
import { madeUpActivity, madeUpProgramme, madeUpView } from './testing/made-up-view.ts'

const DATA_DATE = dayNumber('2026-11-26')

function rowsOf(view: ReturnType<typeof madeUpView>, folded: readonly string[] = []) {
  return ganttRows(ganttModel(view, undefined), {
    ...{ filter: NO_FILTER, order: { by: 'programme', descending: false } as const, folded: new Set(folded) },
    ...{ nameOf: ({ name }) => name, compare: (one, other) => (one < other ? -1 : 1) },
  })
}

const done = (id: string, works: string) =>
  madeUpActivity({
    ...{ id, package: works, start: '2026-01-05', finish: '2026-02-05' },
    ...{ started: '2026-01-05', finished: '2026-02-05', done: 1, totalFloat: null },
  })
const begun = (id: string, works: string) =>
  madeUpActivity({ id, package: works, start: '2026-10-05', finish: '2027-02-05', started: '2026-10-05', done: 0.2 })
const planned = (id: string, works: string, start: string, more: Partial<BuildOutActivity> = {}) =>
  madeUpActivity({ id, package: works, start, finish: '2029-12-31', ...more })

describe('where the chart opens', () => {
  it('is the first activity under way, with its package above it where that is near', () => {
    // Rows: 0 old, 1 a, 2 b, 3 new, 4 c, 5 d.
    const view = madeUpView([done('a', 'old'), done('b', 'old'), planned('c', 'new', '2026-11-27'), begun('d', 'new')])
    expect(openingRow(rowsOf(view), DATA_DATE)).toEqual({ at: 5, top: 3 })
  })

  it('is what begins next where nothing is under way', () => {
    const view = madeUpView([done('a', 'old'), planned('b', 'old', '2028-01-03'), planned('c', 'new', '2027-01-04')])
    expect(openingRow(rowsOf(view), DATA_DATE)).toEqual({ at: 4, top: 3 })
  })

  it('is the folded package in which work goes on', () => {
    const view = madeUpView([done('a', 'old'), begun('b', 'new'), planned('c', 'new', '2027-01-04')])
    expect(openingRow(rowsOf(view, ['new', 'old']), DATA_DATE)).toEqual({ at: 1, top: 0 })
  })

  it('is nowhere else than at the beginning where all is done', () => {
    expect(openingRow(rowsOf(madeUpView([done('a', 'old')])), DATA_DATE)).toBeUndefined()
  })

  it('has two rows above it in the middle of a long package', () => {
    const rows = rowsOf(madeUpProgramme(200))
    const opening = openingRow(rows, DATA_DATE)
    const row = opening && rows[opening.at]
    expect(row?.kind === 'activity' && row.item.state).toBe('begun')
    expect(rows.slice(0, opening?.at).some((one) => one.kind === 'activity' && one.item.state === 'begun')).toBe(false)
    expect((opening?.at ?? 0) - (opening?.top ?? 0)).toBe(2)
  })
})
