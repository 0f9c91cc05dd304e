import fc from 'fast-check'
import { expect, test } from 'vitest'
import { days } from '../../kit/testing/office-calendar.ts'
import { randomNetwork } from '../../kit/testing/random-network.ts'
import { day, smallProgramme } from '../../kit/testing/small-programme.ts'
import type { DateConstraint } from '../../model/programme.ts'
import { beginOf } from '../../model/wall-minute.ts'
import { compileNetwork } from '../schedule/network.ts'
import { scheduleOf } from '../schedule/schedule.ts'
import { scheduleRisk } from '../schedule-risk/schedule-risk.ts'
import { buildOutRisk } from './build-out-risk.ts'
import { curvesOf } from './curves.ts'
import { programmeStatus } from './programme-status.ts'

test('what opens on a day of its own is told of that day by dates, risk, curves and money alike', () => {
  const opens: DateConstraint = { kind: 'start-no-earlier', at: beginOf(day('2028-03-01')) }
  const small = smallProgramme()
  const [build, fit, tests] = small.activities
  const programme = smallProgramme({
    activities: [
      { ...build, estimate: { low: days(10), likely: days(20), high: days(40) } } as NonNullable<typeof build>,
      ...[fit, tests].flatMap((one) => one ?? []),
      {
        ...{
          id: 'opening',
          name: 'Opening',
          calendar: 'office',
          package: 'block',
          source: 'assumed',
          kind: 'milestone',
        },
        ...{ duration: days(0), constraints: [opens], budget: { amount: 50, source: 'assumed' } },
        handsOver: { connections: 1 },
      },
    ],
    links: [...small.links, { from: 'test', to: 'opening', type: 'FS', lag: days(0) }],
  })
  const status = programmeStatus(programme)
  expect([status.lastDay, status.dates.get('opening')?.finishDay]).toEqual(['2028-03-01', '2028-03-01'])
  const risk = buildOutRisk(programme, status, { runs: 50, seed: 1 })
  const told = [risk?.finish, risk?.watched.get('opening')]
  expect(told.map((one) => one?.dayWithin(0.5))).toEqual(['2028-03-01', '2028-03-01'])
  expect(told.map((one) => one?.shareBy(beginOf(day('2028-03-01'))))).toEqual([0, 0])
  const money = curvesOf(status, undefined).find(({ measure }) => measure === 'money')
  // 300 of the three before it, and 50 with the opening.
  expect(money?.ends.slice(-2)).toEqual(['2028-02-29', '2028-03-31'])
  expect(money?.expected.slice(-2)).toEqual([300, 350])
})

test('no run is told of a day before the earliest that is possible, and one without doubt of the day of its dates', () => {
  const held = fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined }), { minLength: 7, maxLength: 7 })
  fc.assert(
    fc.property(
      randomNetwork({ calendars: 'several' }),
      held,
      fc.integer({ min: 0, max: 3_000 }),
      (given, on, more) => {
        const activities = given.activities.map((activity, at) => {
          const after = on[at]
          if (after === undefined) return activity
          const from = beginOf(day('2026-11-10')) + after * 1_440
          return { ...activity, constraints: [{ kind: 'start-no-earlier', at: from } as DateConstraint] }
        })
        // Work that must not end too early begins the earlier the longer it takes, and what hangs on its start comes earlier: so no such links.
        const links = given.links.filter(({ type }) => type === 'FS' || type === 'SS')
        const network = compileNetwork({ ...given, activities, links })
        const { activities: rows, lastDay } = scheduleOf(network)
        const ask = (high: number) =>
          scheduleRisk(network, {
            estimates: new Map(
              activities
                .filter(({ duration }) => duration > 0)
                .map(({ duration, id }) => [id, { low: duration, likely: duration, high: duration + high }]),
            ),
            ...{ watched: new Map(rows.map(({ id }) => [id, [id]])), runs: 5, seed: 3 },
          })
        const [sure, unsure] = [ask(0), ask(more)]
        for (const { finishDay, id } of rows) {
          expect(sure.watched.get(id)?.dayWithin(0.5)).toBe(finishDay)
          const earliest = unsure.watched.get(id)?.dayWithin(0)
          expect(earliest && earliest >= finishDay).toBe(true)
        }
        expect(sure.finish.dayWithin(0.5)).toBe(lastDay)
        expect(unsure.finish.dayWithin(0) >= lastDay).toBe(true)
      },
    ),
    { numRuns: 40 },
  )
})
