import { describe, expect, test } from 'vitest'
import { readProgramme } from '../../programme/read-programme.ts'
import { exportSchedule } from '../export-schedule.ts'
import { joinedProgramme } from './joined-programme.ts'

const OWN = `# Of the hall, by hand.
version: 1
currency: EUR
dataDate: 2026-09-04
source: assumed
calendars:
  - {id: site, name: Building site, shifts: [07:00-15:00], holidays: none} # as agreed
packages:
  - id: hall
    name: Hall 5
    nameSr: Хала 5
    place: kragujevac/hall-5
    budget: {amount: 900000, source: press}
    activities:
      # Nobody plans without it.
      - {id: dig, name: Excavation, nameSr: Ископ, duration: 10 d, gate: contract}
      - id: pour
        name: Concrete
        duration: 20 d
        after: [dig, permit + 2 d]
        estimate: {low: 15 d, high: 30 d}
        budget: {amount: 5000, source: press}
      - {id: ready, name: Hall ready, duration: 0 d, after: [pour], finishNoLater: 2026-12-31, level: 5, handsOver: {area: 400 m2}}
  - id: office
    name: Office
    activities:
      - {id: permit, name: Permit, duration: 5 d} # of ours
baselines:
  - {id: agreed, name: As agreed, set: 2026-08-01, dates: {dig: [2026-09-07, 2026-09-18]}}
reports: []
`
const bytesOf = (text: string) => new TextEncoder().encode(text)
const kept = (id: string | undefined, text: string) =>
  id === undefined ? undefined : { id, of: readProgramme(bytesOf(text), 'own.yaml') }
const join = (plan: string, keep?: string, text = OWN) =>
  joinedProgramme(bytesOf(plan), 'plan', { bytes: bytesOf(text), file: 'own.yaml', keep: kept(keep, text) }, {})
const xerOf = (text: string) =>
  new TextDecoder().decode(exportSchedule(readProgramme(bytesOf(text), 'x'), 'xer', { file: 'x' }).bytes)

describe('a plan joined to a programme', () => {
  test.each(['xer', 'p6', 'msproject'] as const)(
    'that came of it by %s leaves its file letter for letter',
    (format) => {
      const { bytes } = exportSchedule(readProgramme(bytesOf(OWN), 'x'), format, { file: 'x' })
      const { holds, text } = joinedProgramme(
        bytes,
        'plan',
        { bytes: bytesOf(OWN), file: 'own.yaml', keep: undefined },
        {},
      )
      expect(text).toBe(OWN)
      expect(holds).toEqual(['4 of 4 activities joined to 4 of own.yaml'])
    },
  )

  test('brings dates, links, calendars and progress, and leaves what only the programme says, comments too', () => {
    const plan = OWN.replace('duration: 20 d', 'duration: 24 d')
      .replace('after: [dig, permit + 2 d]', 'after: [dig SS + 3 d]')
      .replace('07:00-15:00', '06:00-14:00')
      .replace('finishNoLater: 2026-12-31', 'finishNoLater: 2027-01-15')
      .replace('dataDate: 2026-09-04', 'dataDate: 2026-09-11')
      .replace(/ {2}- id: office[\s\S]*?(?=baselines)/, '')
      .replace(
        '      - {id: ready',
        '      - {id: cure, name: Curing, duration: 3 d, after: [pour]}\n      - {id: ready',
      )
      .replace('reports: []', 'reports:\n  - {activity: dig, at: 2026-09-11, by: x, percent: 40, started: 2026-09-07}')
    const { changes, text } = join(xerOf(plan), 'before')
    expect(changes).toEqual([
      'only in the file, and added: cure',
      'only in the programme, and left as they are: permit',
      'the hours of the calendar site are those of the file',
      'which count too for what is only in the programme: permit',
      'the data date is 2026-09-11 (was 2026-09-04)',
      // What the plan does not know it could not take away: the link from the permit stays.
      'pour: takes 24 d (was 20 d); waits for permit + 2 d, dig SS + 3 d (was dig, permit + 2 d); its estimate stays as it was',
      'ready: is held by finishNoLater 2027-01-15 (was finishNoLater 2026-12-31)',
      'dig: reported on 2026-09-11 40 %, started 2026-09-07',
      'the plan as it was is kept as the baseline before',
    ])
    const longer = plan.replace('duration: 24 d', 'duration: 31 d').replace(/\n +estimate: .*/, '')
    const beyond = join(xerOf(longer)).changes?.find((one) => one.startsWith('pour'))
    expect(beyond).toContain('its estimate stays as it was, which what it takes now is outside of')
    for (const kept of ['# Of the hall', '# Nobody plans', '# of ours', 'nameSr: Ископ', 'handsOver: {area: 400 m2}'])
      expect(text).toContain(kept)
    const programme = readProgramme(bytesOf(text), 'own.yaml')
    expect(programme.activities.find(({ id }) => id === 'pour')).toMatchObject({
      ...{ duration: 24 * 480, source: 'assumed', budget: { amount: 5_000, source: 'press' } },
      estimate: { low: 15 * 480, likely: 20 * 480, high: 30 * 480 },
    })
    expect(programme.activities.find(({ id }) => id === 'cure')).toMatchObject({ package: 'hall', duration: 3 * 480 })
    expect(programme.calendars[0]?.week[0]).toEqual([{ from: 360, until: 840 }])
    // 2026-09-07 is the Monday after the data date: ten days until the 18th, five for the permit.
    expect(programme.baselines.map(({ id, nameSr }) => [id, nameSr])).toEqual([
      ['agreed', undefined],
      ['before', 'План на дан 2026-09-04'],
    ])
    expect(programme.baselines[1]?.dates.get('dig')).toEqual({ start: '2026-09-07', finish: '2026-09-18' })
  })

  test('finds its partners by their names where it has ids of its own, in either alphabet', () => {
    const task = (uid: number, name: string, hours: number) =>
      `<Task><UID>${uid}</UID><Name>${name}</Name><OutlineLevel>1</OutlineLevel><Duration>PT${hours}H0M0S</Duration></Task>`
    const plan = `<Project><StatusDate>2026-09-05T00:00:00</StatusDate><CurrencyCode>EUR</CurrencyCode><Calendars><Calendar><UID>1</UID><Name>Building site</Name></Calendar></Calendars><Tasks>${task(1, 'Iskop', 88)}${task(2, 'Fence', 8)}${task(3, 'Fence', 8)}</Tasks></Project>`
    const { changes } = join(plan)
    expect(changes?.[0]).toBe('task-1 of the file is dig: they have one name and no id in common')
    expect(changes?.[1]).toBe('only in the file, and added: task-2, task-3')
    expect(changes).toContainEqual(expect.stringMatching(/^dig: takes 11 d \(was 10 d\)/))
  })

  test('is refused where it has nothing in common, closes a circle, or would be kept by a name that is taken', () => {
    const alien = OWN.replaceAll(/\b(dig|pour|ready|permit)\b/g, 'x-$1').replaceAll(/name: /g, 'name: Other ')
    expect(() => join(xerOf(alien))).toThrow(/no activity in common[\s\S]*x-dig, x-pour[\s\S]*dig, pour/)
    // The plan lets the excavation wait for the concrete, and the programme the concrete for a permit that waits for the excavation.
    const own = OWN.replace('name: Permit, duration: 5 d', 'name: Permit, duration: 5 d, after: [dig]')
    const round = OWN.replace('duration: 10 d, gate', 'duration: 10 d, after: [pour], gate')
      .replace('after: [dig, permit + 2 d]', 'after: []')
      .replace(/ {2}- id: office[\s\S]*?(?=baselines)/, '')
    expect(() => join(xerOf(round), undefined, own)).toThrow(/own.yaml with plan has a problem[\s\S]*closes a circle/)
    expect(() => join(xerOf(OWN), 'agreed')).toThrow(/has a baseline agreed already/)
  })
})
