import { describe, expect, it } from 'vitest'
import { dayNumber } from './day-number.ts'
import { ganttModel } from './gantt-model.ts'
import { madeUpActivity, madeUpView } from './testing/made-up-view.ts'

const only = (given: Parameters<typeof madeUpActivity>[0], baseline?: string) => {
  const [item] = ganttModel(madeUpView([madeUpActivity(given)]), baseline).activities
  if (!item) throw new Error('no activity')
  return item
}

describe('an activity of the chart', () => {
  it('reaches until its last day is over', () => {
    const { finish, start } = only({ start: '2027-01-04', finish: '2027-01-08' })
    expect(finish - start).toBe(5)
  })

  it('has float and duration in days of its calendar', () => {
    expect(only({ totalFloat: 900, dayMinutes: 450, duration: 2_250 })).toMatchObject({ float: 2, duration: 5 })
    expect(only({ totalFloat: null }).float).toBeUndefined()
  })

  it('is late against the chosen baseline, else against what is due, else against nothing', () => {
    const given = {
      ...{ finish: '2027-01-15', due: '2027-01-10' },
      baselines: { first: ['2027-01-01', '2027-01-18'] as [string, string] },
    }
    expect(only(given, 'first').late).toBe(-3)
    expect(only(given).late).toBe(5)
    expect(only({}).late).toBeUndefined()
  })

  it('misses what is due by calendar days, and keeps it on the day itself', () => {
    expect(only({ finish: '2027-01-15', due: '2027-01-10' }).missedBy).toBe(5)
    expect(only({ finish: '2027-01-15', due: '2027-01-15' }).missedBy).toBe(0)
  })

  it('is critical no more once it is done', () => {
    expect(only({ isCritical: true }).isCritical).toBe(true)
    expect(only({ isCritical: true, started: '2026-01-01', finished: '2026-02-01' }).isCritical).toBe(false)
  })
})

describe('all that is drawn', () => {
  it('has room for bars, baselines, float and what is due, and for where a bar was before it moved', () => {
    const early = madeUpActivity({ start: '2027-01-04', finish: '2027-01-15', moved: 100 })
    const waiting = madeUpActivity({ id: 'two', lateFinish: '2027-06-30' })
    const { extent } = ganttModel(madeUpView([early, waiting]), undefined)
    // A hundred days before 16 January is 8 October; two weeks of room around.
    expect(extent).toEqual({ from: dayNumber('2026-10-08') - 14, until: dayNumber('2027-07-01') + 14 })
  })

  it('has a critical link between critical activities alone', () => {
    const [one, two, three] = [
      madeUpActivity({ id: 'one', isCritical: true }),
      madeUpActivity({ id: 'two', isCritical: true }),
      madeUpActivity({ id: 'three' }),
    ]
    const { links } = ganttModel(
      madeUpView(
        [one, two, three],
        [
          [0, 1, 'FS', 0],
          [1, 2, 'SS', 0],
        ],
      ),
      undefined,
    )
    expect(links.map(({ isCritical, type }) => [type, isCritical])).toEqual([
      ['FS', true],
      ['SS', false],
    ])
  })
})
