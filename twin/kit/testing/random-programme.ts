import fc from 'fast-check'
import type { Day } from '../../model/day.ts'
import type { Programme, ProgrammeActivity, ProgressReport, WorkMinutes } from '../../model/programme.ts'
import type { Ratio } from '../../model/units.ts'
import { beginOf, endOf } from '../../model/wall-minute.ts'
import { randomNetwork } from './random-network.ts'

const DAY_MS = 86_400_000
const FIRST = Date.parse('2026-10-01T00:00:00Z')
const dayAt = (days: number) => new Date(FIRST + days * DAY_MS).toISOString().slice(0, 10) as Day
const DATA_DATE = dayAt(40)

const text = fc.constantFrom(
  'Plain',
  'Темељ',
  'Čelik: šip & žica',
  '"quoted" #1',
  'null',
  '12',
  "it's <b>",
  'a, [b] {c}',
)
const amount = fc.integer({ min: 1, max: 1_000_000 })
const after = fc.integer({ min: 41, max: 300 }).map(dayAt)

const constraint = fc.oneof(
  after.map((day) => ({ kind: 'start-no-earlier' as const, at: beginOf(day) })),
  after.map((day) => ({ kind: 'start-no-later' as const, at: endOf(day) })),
  after.map((day) => ({ kind: 'finish-no-earlier' as const, at: beginOf(day) })),
  after.map((day) => ({ kind: 'finish-no-later' as const, at: endOf(day) })),
  after.map((day) => ({ kind: 'must-start' as const, at: beginOf(day) })),
  after.map((day) => ({ kind: 'must-finish' as const, at: endOf(day) })),
)

/** What is reported of an activity, if anything: begun before the data date, perhaps done. */
function reported(activity: string, isMilestone: boolean): fc.Arbitrary<readonly ProgressReport[]> {
  const said = { activity, at: DATA_DATE, by: 'site office', source: 'survey' as const }
  const started = fc.integer({ min: 0, max: 20 }).map(dayAt)
  const finished = fc.integer({ min: 21, max: 40 }).map(dayAt)
  const cost = fc.option(amount, { nil: undefined })
  const done = fc
    .record({ started, finished, cost })
    .map(({ finished, started, cost }) => ({ ...said, done: 1 as Ratio, started, finished, cost }))
  const begun = fc
    .record({
      ...{ started, cost, percent: fc.integer({ min: 0, max: 99 }) },
      remaining: fc.integer({ min: 1, max: 4_000 }),
    })
    .map(({ cost, percent, remaining, started }) => ({
      ...said,
      ...{ started, cost, done: (percent / 100) as Ratio, remaining: remaining as WorkMinutes },
    }))
  const one: fc.Arbitrary<ProgressReport> = isMilestone ? done : fc.oneof(done, begun)
  return fc.oneof(
    fc.constant([]),
    one.map((report) => [withoutUndefined(report)]),
  )
}

function withoutUndefined<T extends object>(fields: T): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T
}

/**
 * Small programmes as the reader of their file gives them: activities in the order of their packages, links in the order of what waits, a report at
 * most for each activity, in their order. Links count their lags by the calendar of the activity before.
 */
export function randomProgramme(): fc.Arbitrary<Programme> {
  return randomNetwork({ calendars: 'several' }).chain(({ activities, calendars, links }) =>
    fc
      .record({
        about: fc.tuple(
          ...activities.map(({ id, kind }) =>
            fc.record({
              ...{ name: text, budget: fc.option(amount), report: reported(id, kind === 'milestone') },
              constraint: fc.option(constraint),
              isBaselined: fc.boolean(),
              inSecond: fc.boolean(),
            }),
          ),
        ),
        ...{ names: fc.tuple(text, text), isScenario: fc.boolean() },
      })
      .map(({ about, isScenario, names }): Programme => {
        const made = activities.map((activity, at): ProgrammeActivity => {
          const { budget, constraint, inSecond, name } = about[at] ?? { name: '', inSecond: false }
          return {
            ...{ ...activity, name, source: 'assumed', package: inSecond ? 'second' : 'first' },
            ...(constraint && { constraints: [constraint] }),
            ...(budget && { budget: { amount: budget, source: 'assumed' } }),
          }
        })
        const packages = ['first', 'second'].flatMap((id, at) =>
          made.some((one) => one.package === id) ? [{ id, name: names[at] ?? '', source: 'assumed' as const }] : [],
        )
        const sorted = packages.flatMap(({ id }) => made.filter((one) => one.package === id))
        const dates = about.flatMap(({ isBaselined }, at) =>
          isBaselined ? [[`a${at}`, { start: dayAt(at), finish: dayAt(at + 5) }] as const] : [],
        )
        return {
          ...{ currency: 'RSD', dataDate: DATA_DATE, isScenario, calendars, packages, activities: sorted },
          links: sorted.flatMap(({ id }) =>
            links.filter(({ to }) => to === id).map(({ from, lag, to, type }) => ({ from, to, type, lag })),
          ),
          baselines: dates.length === 0 ? [] : [{ id: 'agreed', name: 'Agreed', set: dayAt(0), dates: new Map(dates) }],
          reports: sorted.flatMap(({ id }) => about[Number(id.slice(1))]?.report ?? []),
        }
      }),
  )
}
