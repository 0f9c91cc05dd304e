import { describe, expect, it } from 'vitest'
import { columnsFor, ganttCsv } from './gantt-columns.ts'
import { ganttModel } from './gantt-model.ts'
import { ganttRows, NO_FILTER } from './gantt-rows.ts'
import { madeUpActivity, madeUpView } from './testing/made-up-view.ts'

describe('columns', () => {
  it('are the name alone on a telephone, and all on a wide screen', () => {
    expect([...columnsFor(390)]).toEqual(['name'])
    expect(columnsFor(1_920).size).toBe(7)
  })

  it('leave half of the width to the picture: float first, then the finish', () => {
    // Half of 860 is 430: 248 of the name, 76 of the float, 104 of the finish.
    expect([...columnsFor(860)]).toEqual(['name', 'float', 'finish'])
  })
})

it('saves rows with ISO days, shares and working days', () => {
  const activity = madeUpActivity({
    ...{ id: 'shell', name: 'Shell', package: 'hall', start: '2027-01-04', finish: '2027-01-15', totalFloat: 960 },
    ...{ done: 0.5, due: '2027-01-10', level: 5, isLongest: true, baselines: { first: ['2027-01-01', '2027-01-12'] } },
  })
  const rows = ganttRows(ganttModel(madeUpView([activity]), 'first'), {
    ...{ filter: NO_FILTER, order: { by: 'programme', descending: false }, folded: new Set() },
    ...{ nameOf: ({ name }) => name, compare: () => 0 },
  })
  const [head = [], hall = [], shell = []] = ganttCsv(rows)
  const told = Object.fromEntries(head.map((name, at) => [name, shell[at]]))
  expect(told).toMatchObject({
    ...{ kind: 'task', id: 'shell', start: '2027-01-04', finish: '2027-01-15', duration: 10, 'total float': 2 },
    ...{ done: 0.5, late: 3, 'longest path': 'yes', critical: 'no', 'baseline finish': '2027-01-12', level: 5 },
  })
  expect(hall.slice(0, 6)).toEqual(['package', 'hall', 'hall', 'Works hall', '2027-01-04', '2027-01-15'])
})
