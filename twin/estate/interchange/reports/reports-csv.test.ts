import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, smallProgramme } from '../../../kit/testing/small-programme.ts'
import { readProgramme } from '../../programme/read-programme.ts'
import { writeProgramme } from '../../programme/write-programme.ts'
import { encode } from '../text/encodings.ts'
import { csvRows } from './csv-rows.ts'
import { addReports } from './reports-csv.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const plan = {
  text: writeProgramme(smallProgramme({ dataDate: '2026-10-31' as never }), 'kept'),
  file: 'plan.yaml',
  today: day('2026-10-31'),
}
const add = (text: string) => addReports(bytesOf(text), 'reports.csv', plan)
const reportsOf = (text: string) => readProgramme(bytesOf(text), 'plan.yaml').reports

describe('reports of a CSV file', () => {
  test('are added to a programme, which keeps its comments', () => {
    const { count, text } = add(
      'activity,at,percent,started,finished,remaining,cost,by,evidence,note\nbuild,2026-10-09,60,2026-09-07,,9 d,150,site office,"protocol 14, page 2","said ""late"""\nfit,2026-10-30,,2026-10-12,2026-10-30,,,site office,,\n',
    )
    expect(count).toBe(2)
    expect(text).toMatch(/^# kept/)
    expect(reportsOf(text)).toEqual([
      {
        ...{
          activity: 'build',
          at: '2026-10-09',
          by: 'site office',
          source: 'survey',
          done: 0.6,
          started: '2026-09-07',
        },
        ...{ remaining: 9 * 480, cost: 150, evidence: 'protocol 14, page 2', note: 'said "late"' },
      },
      {
        activity: 'fit',
        at: '2026-10-30',
        by: 'site office',
        source: 'survey',
        done: 1,
        started: '2026-10-12',
        finished: '2026-10-30',
      },
    ])
    const more = addReports(bytesOf('activity,at,by\ntest,2026-10-31,site\n'), 'more.csv', { ...plan, text })
    expect(reportsOf(more.text)).toHaveLength(3)
  })

  test('move the data date on, but not into the future', () => {
    const csv = (at: string) => bytesOf(`activity,at,by\ntest,${at},site\n`)
    const later = { ...plan, today: day('2026-11-06') }
    const { movedTo, text } = addReports(csv('2026-11-05'), 'reports.csv', later)
    expect(movedTo).toBe('2026-11-05')
    expect(readProgramme(bytesOf(text), 'plan.yaml').dataDate).toBe('2026-11-05')
    expect(addReports(csv('2026-10-30'), 'reports.csv', later).movedTo).toBeUndefined()
    expect(() => addReports(csv('2026-11-07'), 'reports.csv', later)).toThrow('a problem')
  })

  test('name activities as the other program does, where an import makes its id of that', () => {
    expect(reportsOf(add('activity,at,by\nBUILD,2026-10-09,site\n').text)).toMatchObject([{ activity: 'build' }])
    expect(() => add('activity,at,by\nA1010,2026-10-09,site\n')).toThrow('a problem')
  })

  test('may come with semicolons, decimal commas, days as people write them, and in Windows-1250', () => {
    const encoded = encode(
      'activity;at;percent;started;by\r\nbuild;9.10.2026.;62,5 %;7.9.2026;Gradilište Šumadija\r\n',
      'windows-1250',
    )
    if (!('bytes' in encoded)) throw new Error('no bytes')
    const { text } = addReports(encoded.bytes, 'reports.csv', plan)
    expect(reportsOf(text)).toMatchObject([
      { at: '2026-10-09', done: 0.625, started: '2026-09-07', by: 'Gradilište Šumadija' },
    ])
    expect(reportsOf(add('\ufeffactivity,at,by\nbuild,2026-10-09,site\n').text)).toHaveLength(1)
  })

  test('are told by line and column, all of them at once', () => {
    const rows = [
      'build,2026-10-09,160,2026-09-07,site',
      'bild,2026-10-09,10,2026-09-07,site',
      'build,soon,10,2026-09-07,site',
      'fit,2026-12-01,10,2026-09-07,site',
      'fit,2026-10-01,10,,site',
    ]
    expect(() => add(`activity,at,percent,started,by\n${rows.join('\n')}\n`)).toThrow(
      /has 5 problems[\s\S]*:2:18: percent[\s\S]*:3:1: activity names no activity[\s\S]*nearest +build[\s\S]*:4:7: at is no day[\s\S]*:5:5: at is after the data date[\s\S]*:6:16: percent says progress, and no day says since when/,
    )
  })

  test.each([
    [
      'a column that is none',
      'activity,at,percnt,by\nbuild,2026-10-09,1,x',
      /:1:13: This is the name of no column[\s\S]*nearest +percent/,
    ],
    ['a column that is missing', 'activity,percent\nbuild,1', /column at is missing[\s\S]*column by is missing/],
    ['a quote that is open', 'activity,at,by\nbuild,"2026-10-09,x', /:2:1: A quote that is opened here is not closed/],
    ['too many cells', 'activity,at,by\nbuild,2026-10-09,x,y', /:2:1: The row has more cells/],
    ['no row', 'activity,at,by\n', /holds no report/],
  ])('with %s are refused', (_, text, message) => {
    expect(() => add(text)).toThrow(message)
  })

  test('are read or refused with a reason, whatever the file holds', () => {
    const piece = fc.constantFrom(
      'activity',
      'at',
      'by',
      'build',
      '2026-10-09',
      ',',
      ';',
      '\n',
      '"',
      '\r\n',
      'percent',
      '60',
      ' ',
      'ž',
      '\u0000',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        try {
          expect(add(pieces.join('')).count).toBeGreaterThan(0)
        } catch (error) {
          expect((error as Error).name).toBe('InterchangeError')
        }
      }),
    )
  })
})

test('cells of CSV come back as they were written, with quotes, separators and lines in them', () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', 'ž'), maxLength: 6 })
    .map((text) => `x${text}x`)
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 5 }), (rows) => {
      const quoted = rows.map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
      const read = csvRows(['a,b', ...quoted].join('\r\n'))
      expect('rows' in read && read.rows.slice(1).map(({ cells }) => cells)).toEqual(rows)
    }),
  )
})
