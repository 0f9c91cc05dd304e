import { describe, expect, it } from 'vitest'
import { coatStyles } from './coats.ts'
import { dayNumber } from './day-number.ts'
import { ganttAxis } from './gantt-axis.ts'

const COLOURS = {
  ...{
    surface: 's',
    text: 't',
    quiet: 'q',
    line: 'l',
    strong: 'g',
    accent: 'a',
    chosen: 'c',
    critical: 'r',
    free: 'f',
  },
  font: 'sans-serif',
}
const FIRST = dayNumber('2026-01-01')

/** The texts of the marked days, on an axis of 800 pixels at a pixel for each day; a letter is six pixels wide. */
function marksOf(days: { readonly dataDate: string; readonly day: string; readonly today: string }) {
  const axis = ganttAxis(
    {
      scale: { first: FIRST, width: 800, pixelsPerDay: 1 },
      labels: { of: () => '' },
      colours: COLOURS,
      measure: (text) => 6 * text.length,
      dataDate: dayNumber(days.dataDate),
      day: dayNumber(days.day),
      today: dayNumber(days.today),
      ...{ dataDateText: 'as of the day', todayText: 'today', dayText: 'the chosen day' },
    },
    0,
    800,
  )
  return axis
    .ink(coatStyles(COLOURS))
    .flatMap((ink) =>
      ink.kind === 'text' && ink.text !== ''
        ? [{ text: ink.text, from: ink.x, until: ink.x + 6 * ink.text.length }]
        : [],
    )
}

describe('marked days of the axis', () => {
  it('say a day that is data date and chosen day once', () => {
    const marks = marksOf({ dataDate: '2026-11-26', day: '2026-11-26', today: '2026-11-26' })
    expect(marks.filter(({ text }) => text.includes('day')).map(({ text }) => text)).toContain('as of the day')
    expect(marks.map(({ text }) => text)).not.toContain('the chosen day')
  })

  it('never lie over each other or over another’s line, however near the days are', () => {
    for (const day of ['2026-10-01', '2026-11-20', '2026-11-30', '2026-12-24', '2027-03-01', '2027-06-01']) {
      const days = { dataDate: '2026-11-26', day, today: '2026-12-10' }
      const marks = marksOf(days)
      expect(marks.map(({ text }) => text)).toContain('as of the day')
      const lines = [dayNumber(days.dataDate) + 1, dayNumber(day) + 1, dayNumber(days.today)].map((at) => at - FIRST)
      for (const [at, { from, until }] of marks.entries()) {
        for (const x of lines) expect(x <= from || x >= until).toBe(true)
        for (const other of marks.slice(at + 1)) expect(other.from >= until || other.until <= from).toBe(true)
      }
    }
  })
})
