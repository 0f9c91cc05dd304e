import type { BuildOutActivity, BuildOutView } from '../../../../protocol/build-out.ts'
import { dayNumber, isoDay } from '../day-number.ts'

const BEGIN = dayNumber('2025-03-03')
const DATA_DATE = '2026-11-26'
const PER_PACKAGE = 25
/** Works begin one after the other over so many days. */
const SPREAD_DAYS = 2_400

/** An activity of nothing but what is given: a task of the office calendar, from 2027-01-04 to 2027-01-15. */
export function madeUpActivity(given: Partial<BuildOutActivity> = {}): BuildOutActivity {
  const [start, finish] = [given.start ?? '2027-01-04', given.finish ?? '2027-01-15']
  return {
    ...{ id: 'one', name: 'One', package: 'works', calendar: 'office', kind: 'task', source: 'assumed' },
    ...{ start, finish, lateStart: start, lateFinish: finish },
    ...{ totalFloat: 0, freeFloat: 0, dayMinutes: 480, duration: 4_800, isCritical: false, isLongest: false },
    ...{ done: null, started: null, finished: null, reported: null, due: null, baselines: {}, moved: 0 },
    ...given,
  }
}

/** A view of what is given, with the packages that its activities name and two calendars. */
export function madeUpView(activities: readonly BuildOutActivity[], links: BuildOutView['links'] = []): BuildOutView {
  const ids = [...new Set(activities.map((one) => one.package))]
  return {
    version: 'made-up',
    currency: 'EUR',
    dataDate: DATA_DATE,
    hasRisk: true,
    isScenario: true,
    scenario: null,
    delays: [],
    fault: null,
    baseline: 'first',
    baselines: [{ id: 'first', name: 'As decided', set: '2025-01-15' }],
    scenarios: [],
    calendars: [
      {
        ...{ id: 'office', name: 'Office', week: [true, true, true, true, true, false, false] },
        weekMinutes: 2_400,
        exceptions: [['2027-01-01', false]],
      },
      {
        ...{ id: 'building', name: 'Building site', week: [true, true, true, true, true, true, false] },
        ...{ weekMinutes: 2_880, exceptions: [] },
      },
    ],
    packages: ids.map((id) => ({ id, name: `Works ${id}`, place: null, source: 'assumed', budget: null })),
    activities: [...activities],
    links,
    milestones: [],
    ready: { steps: [], untested: [], planned: {} },
    curves: [],
  }
}

/** So many activities in packages of 25, in all states that a chart tells apart; always the same for the same number. */
export function madeUpProgramme(count: number): BuildOutView {
  const activities = Array.from({ length: count }, (_, at) => activityAt(at, count))
  const links: BuildOutView['links'] = []
  for (let at = 1; at < count; at++) {
    if (at % PER_PACKAGE !== 0) links.push([at - 1, at, (['FS', 'FS', 'SS', 'FF'] as const)[at % 4] ?? 'FS', 0])
    if (at % 10 === 0) links.push([at - 10, at, 'FS', 0])
  }
  return madeUpView(activities, links)
}

function activityAt(at: number, count: number): BuildOutActivity {
  const within = at % PER_PACKAGE
  const begin = BEGIN + Math.round(((at - within) / count) * SPREAD_DAYS) + within * 16
  const isMilestone = within === PER_PACKAGE - 1
  const days = isMilestone ? 1 : 10 + ((at * 7) % 35)
  const [start, finish] = [isoDay(isMilestone ? begin : begin), isoDay(begin + days - 1)]
  const isFinished = finish < DATA_DATE
  const hasBegun = start < DATA_DATE
  const floatDays = at % 9 === 4 ? -3 : at % 3 === 0 ? 0 : (at * 5) % 40
  const slip = (at * 3) % 13
  return madeUpActivity({
    id: `a${at + 1}`,
    name: `${['Excavation', 'Foundations', 'Shell', 'Transformers', 'Cooling plant', 'Tests'][at % 6]} ${at + 1}`,
    nameSr: `${['Ископ', 'Темељи', 'Конструкција', 'Трансформатори', 'Хлађење', 'Испитивања'][at % 6]} ${at + 1}`,
    package: `p${Math.floor(at / PER_PACKAGE) + 1}`,
    calendar: at % 2 === 0 ? 'building' : 'office',
    kind: isMilestone ? 'milestone' : 'task',
    ...{ start, finish, lateStart: isoDay(begin + floatDays), lateFinish: isoDay(begin + days - 1 + floatDays) },
    totalFloat: isFinished ? null : floatDays * 480,
    duration: isMilestone ? 0 : Math.round((days * 5) / 7) * 480,
    isCritical: !isFinished && floatDays <= 0,
    isLongest: at % 12 === 0,
    ...{ done: isFinished ? 1 : hasBegun ? 0.4 : null, started: hasBegun ? start : null },
    finished: isFinished ? finish : null,
    reported: hasBegun ? { at: DATA_DATE, by: 'site office', source: at % 4 === 0 ? 'assumed' : 'survey' } : null,
    ...(isMilestone && ({ gate: 'operation', level: 5 } as const)),
    due: isMilestone ? isoDay(begin + (at % 2 === 0 ? 20 : -12)) : null,
    baselines: { first: [isoDay(begin - slip), isoDay(begin + days - 1 - slip)] },
    moved: at % 17 === 5 ? 21 : 0,
  })
}
