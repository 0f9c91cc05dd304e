import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomProgramme } from '../../kit/testing/random-programme.ts'
import type { Day } from '../../model/day.ts'
import type { Programme, WorkMinutes } from '../../model/programme.ts'
import type { Ratio } from '../../model/units.ts'
import { exportInto } from './export-into.ts'
import { exportSchedule } from './export-schedule.ts'
import { SCHEDULE_FORMATS, type ScheduleFormat } from './foreign-schedule.ts'
import { importSchedule } from './import-schedule.ts'
import { withCountableLags } from './testing/sayable.ts'
import { encode } from './text/encodings.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const written = (programme: Programme, format: ScheduleFormat) =>
  exportSchedule(programme, format, { file: 'plan' }).bytes

/** What a programme says of progress, by activity; costs are no part of it. */
function progressOf({ dataDate, reports }: Programme) {
  const begun = reports.filter(({ started }) => started !== undefined)
  return [dataDate, begun.map(({ by: _, cost: __, ...report }) => report)]
}

describe.each(SCHEDULE_FORMATS)('a programme given back into a file of %s', (format) => {
  test('of which nothing changed is the same file, byte for byte', () => {
    fc.assert(
      fc.property(randomProgramme(), (random) => {
        const bytes = written(withCountableLags(random), format)
        const { programme } = importSchedule(bytes, 'plan')
        expect(text(exportInto(programme, bytes, 'plan').bytes)).toBe(text(bytes))
      }),
      { numRuns: 40 },
    )
  })

  test('carries its progress there, whatever it was before', () => {
    fc.assert(
      fc.property(randomProgramme(), fc.integer({ min: 1, max: 98 }), (random, percent) => {
        const bytes = written(withCountableLags(random), format)
        const { programme } = importSchedule(bytes, 'plan')
        const reports = programme.activities.flatMap(({ duration, id, kind }) =>
          kind === 'milestone'
            ? []
            : {
                ...{ activity: id, at: programme.dataDate, by: 'site', source: 'survey' as const },
                ...{
                  done: (percent / 100) as Ratio,
                  started: '2026-10-20' as Day,
                  remaining: (duration + 60) as WorkMinutes,
                },
              },
        )
        const reported = { ...programme, reports }
        const back = importSchedule(exportInto(reported, bytes, 'plan').bytes, 'plan').programme
        expect(progressOf(back)).toEqual(progressOf(reported))
      }),
      { numRuns: 40 },
    )
  })
})

const XER = [
  'ERMHDR\t8.0\t2024-01-10\tProject\tadmin\tadmin\tdbx\tProject Management\tEUR',
  '%T\tMEMO\t',
  '%F\tmemo_id\tmemo',
  '%R\t1\tŠta god: žica, čelik',
  'a line more of the memo',
  '%T\tPROJECT',
  '%F\tproj_id\tproj_short_name\tclndr_id\tlast_recalc_date',
  '%R\t1\tP\t1\t2024-01-10 00:00',
  '%T\tCALENDAR',
  '%F\tclndr_id\tclndr_name\tclndr_data',
  `%R\t1\tDays\t(0||CalendarData()((0||DaysOfWeek()(${[2, 3, 4, 5, 6].map((day) => `(0||${day}()((0||0(s|08:00|f|16:00)())))`).join('')}))(0||Exceptions()())))`,
  '%T\tTASK',
  '%F\ttask_id\tproj_id\tclndr_id\tcomplete_pct_type\ttask_type\tstatus_code\ttask_code\ttask_name\tremain_drtn_hr_cnt\ttarget_drtn_hr_cnt\tact_start_date\tact_end_date\tearly_end_date\tudf',
  '%R\t1\t1\t1\tCP_Drtn\tTT_Task\tTK_NotStart\tA1\tIskop\t40\t40\t\t\t2024-01-16 16:00\tkept',
  '%E',
].join('\r\n')

describe('an XER file into which progress is written', () => {
  const encoded = encode(XER, 'windows-1250')
  if (!('bytes' in encoded)) throw new Error('no bytes')
  const { bytes } = encoded

  test('changes in the cells of it alone, in its own encoding and line ends', () => {
    const { programme } = importSchedule(bytes, 'plan.xer')
    const report = { activity: 'a1', at: '2024-01-09' as Day, by: 'site', source: 'survey' as const }
    const reports = [{ ...report, done: 0.5 as Ratio, started: '2024-01-08' as Day }]
    const filled = exportInto({ ...programme, reports }, bytes, 'plan.xer')
    const expected = XER.replace('TK_NotStart', 'TK_Active')
      // Half of 40 hours is left, from 10 January on: 20 hours are two days and a half.
      .replace('Iskop\t40\t40\t\t\t2024-01-16 16:00', 'Iskop\t20\t40\t2024-01-08 08:00\t\t2024-01-12 12:00')
    expect(new TextDecoder('windows-1250').decode(filled.bytes)).toBe(expected)
    expect(filled.changed).toBe(1)
    expect(filled.untold.join('; ')).toMatch(/early_start_date.*late_start_date.*late_end_date/)
  })

  test('tells what it does not carry: links, names and activities that changed', () => {
    const { programme } = importSchedule(bytes, 'plan.xer')
    const [first] = programme.activities
    if (!first) throw new Error('no activity')
    const changed = {
      ...programme,
      activities: [
        { ...first, name: 'Excavation' },
        { ...first, id: 'a2' },
      ],
    }
    const { bytes: same, untold } = exportInto(changed, bytes, 'plan.xer')
    expect(same).toEqual(bytes)
    expect(untold).toEqual([
      '1 activities that are not in the original',
      expect.stringMatching(/^names.* of 1 activities/),
    ])
  })
})

test('XML keeps comments, prefixes and elements that are not known where progress is written into it', () => {
  const xml = `<?xml version="1.0"?>\r\n<!-- by hand -->\r\n<p:Project xmlns:p="http://schemas.microsoft.com/project">\r\n  <p:StatusDate>2026-09-30T17:00:00</p:StatusDate>\r\n  <p:Calendars><p:Calendar><p:UID>1</p:UID><p:Name>Standard</p:Name></p:Calendar></p:Calendars>\r\n  <p:Tasks><p:Task>\r\n    <p:UID>7</p:UID>\r\n    <p:Name>A &amp; B</p:Name>\r\n    <p:Duration>PT40H0M0S</p:Duration>\r\n    <p:Odd a='1'><![CDATA[<kept>]]></p:Odd>\r\n  </p:Task></p:Tasks>\r\n</p:Project>\r\n`
  const bytes = new TextEncoder().encode(xml)
  const { programme } = importSchedule(bytes, 'plan.xml')
  expect(text(exportInto(programme, bytes, 'plan.xml').bytes)).toBe(xml)
  const report = { activity: 'task-7', at: '2026-09-30' as Day, by: 'site', source: 'survey' as const }
  const done = { ...report, done: 1 as Ratio, started: '2026-09-21' as Day, finished: '2026-09-25' as Day }
  const filled = text(exportInto({ ...programme, reports: [done] }, bytes, 'plan.xml').bytes)
  expect(filled).toContain("<p:Odd a='1'><![CDATA[<kept>]]></p:Odd>")
  expect(filled).toContain('\r\n    <p:Start>2026-09-21T08:00:00</p:Start>')
  expect(filled).toContain('<p:PercentComplete>100</p:PercentComplete>')
  expect(importSchedule(new TextEncoder().encode(filled), 'plan.xml').programme.reports).toMatchObject([
    { started: '2026-09-21', finished: '2026-09-25', done: 1 },
  ])
})
