import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { days, minute, officeCalendar } from '../../kit/testing/office-calendar.ts'
import { randomNetwork, START } from '../../kit/testing/random-network.ts'
import type {
  Activity,
  ActivityNetwork,
  DateConstraint,
  Link,
  LinkType,
  Progress,
  WallMinute,
  WorkMinutes,
} from '../../model/programme.ts'
import { compileNetwork, NetworkError } from './network.ts'
import { scheduleOf } from './schedule.ts'

interface Given extends Partial<Pick<Activity, 'kind' | 'constraints'>> {
  readonly progress?: Progress
}

const activity = (id: string, length: number, given: Given = {}): Activity => ({
  ...{ id, name: id, calendar: 'office', duration: days(length), kind: length === 0 ? 'milestone' : 'task' },
  ...{ constraints: [], ...given },
})
const link = (from: string, to: string, type: LinkType = 'FS', lag = 0): Link => ({ from, to, type, lag: days(lag) })
const network = (activities: Activity[], links: Link[], more: Partial<ActivityNetwork> = {}) =>
  compileNetwork({
    ...{ activities, links, calendars: [officeCalendar()], dataDate: minute('2026-11-09T08:00') },
    ...more,
  })
const rowsOf = (...given: Parameters<typeof scheduleOf>) =>
  new Map(scheduleOf(...given).activities.map((row) => [row.id, row]))

describe('a schedule', () => {
  // Monday 2026-11-09. A 3 d; B 5 d after A; C 2 d after A; D 4 d after B and C. By hand: A 0-3, B 3-8, C 3-5, D 8-12; C waits three days.
  const diamond = network(
    [activity('a', 3), activity('b', 5), activity('c', 2), activity('d', 4)],
    [link('a', 'b'), link('a', 'c'), link('b', 'd'), link('c', 'd')],
  )

  test('dates a diamond as by hand, over a weekend', () => {
    const rows = rowsOf(diamond)
    expect(scheduleOf(diamond).finish).toBe(minute('2026-11-24T17:00'))
    expect(rows.get('b')).toMatchObject({
      earlyStart: minute('2026-11-12T08:00'),
      earlyFinish: minute('2026-11-18T17:00'),
      ...{ totalFloat: 0, critical: true, longest: true },
    })
    expect(rows.get('c')).toMatchObject({
      ...{ earlyStart: minute('2026-11-12T08:00'), lateStart: minute('2026-11-17T08:00') },
      ...{ totalFloat: days(3), freeFloat: days(3), critical: false, longest: false },
    })
  })

  test('keeps start-to-start, finish-to-finish and start-to-finish links with their lags', () => {
    const rows = rowsOf(
      network(
        [activity('a', 4), activity('b', 4), activity('c', 1), activity('d', 2)],
        [link('a', 'b', 'SS', 1), link('b', 'c', 'FF', 2), link('a', 'd', 'SF', 3)],
      ),
    )
    expect(rows.get('b')?.earlyStart).toBe(minute('2026-11-10T08:00'))
    // b ends on Friday the 13th; c two days later, of one day.
    expect(rows.get('c')).toMatchObject({
      earlyStart: minute('2026-11-17T08:00'),
      earlyFinish: minute('2026-11-17T17:00'),
    })
    // d may end no earlier than three days after a began: on Wednesday.
    expect(rows.get('d')).toMatchObject({
      earlyStart: minute('2026-11-10T08:00'),
      earlyFinish: minute('2026-11-11T17:00'),
    })
  })

  test('tells what takes no time of the day that it waits for, and what ends at midnight of the day before', () => {
    const opens: DateConstraint = { kind: 'start-no-earlier', at: minute('2026-12-01T00:00') }
    const rounds = { ...officeCalendar(), id: 'rounds', week: Array(7).fill([{ from: 0, until: 1_440 }]) }
    const always = (one: Activity) => ({ ...one, calendar: 'rounds' })
    const rows = rowsOf(
      network(
        [
          activity('opens', 0, { constraints: [opens] }),
          activity('told', 0),
          always({ ...activity('runs', 3), duration: (3 * 1_440) as WorkMinutes }),
          always(activity('run', 0)),
        ],
        [link('opens', 'told'), link('opens', 'runs'), link('runs', 'run')],
        { calendars: [officeCalendar(), rounds] },
      ),
    )
    // Three times twenty-four hours from the first of December on are over with the third of it.
    expect(['opens', 'told', 'runs', 'run'].map((id) => rows.get(id)?.finishDay)).toEqual([
      ...['2026-12-01', '2026-12-01', '2026-12-03', '2026-12-03'],
    ])
  })

  test('has negative float where a date cannot be kept, on the chain that leads there', () => {
    const late: DateConstraint = { kind: 'finish-no-later', at: minute('2026-11-20T17:00') }
    const rows = rowsOf(
      network(
        [activity('a', 3), activity('b', 5), activity('c', 2), activity('d', 4, { constraints: [late] })],
        [link('a', 'b'), link('a', 'c'), link('b', 'd'), link('c', 'd')],
      ),
    )
    expect(rows.get('d')?.totalFloat).toBe(days(-2))
    expect(rows.get('a')?.totalFloat).toBe(days(-2))
    expect(rows.get('c')?.totalFloat).toBe(days(1))
  })

  test('puts what is left after the data date, and after what it waits for only with retained logic', () => {
    // b began on the 10th before a was done; a has two days left, b four.
    const given = network(
      [
        activity('a', 3, { progress: { started: minute('2026-11-09T08:00'), remaining: days(2) } }),
        activity('b', 5, { progress: { started: minute('2026-11-10T08:00'), remaining: days(4) } }),
      ],
      [link('a', 'b')],
      { dataDate: minute('2026-11-11T08:00') },
    )
    expect(rowsOf(given).get('b')).toMatchObject({
      earlyStart: minute('2026-11-10T08:00'),
      earlyFinish: minute('2026-11-18T17:00'),
    })
    expect(rowsOf(given, 'progress-override').get('b')?.earlyFinish).toBe(minute('2026-11-16T17:00'))
  })

  test('leaves what is done where it was, without float', () => {
    const done = { started: minute('2026-11-02T08:00'), finished: minute('2026-11-06T17:00'), remaining: days(0) }
    const rows = rowsOf(network([activity('a', 3, { progress: done }), activity('b', 1)], [link('a', 'b')]))
    expect(rows.get('a')).toMatchObject({ earlyFinish: done.finished, totalFloat: undefined, critical: false })
    expect(rows.get('b')?.earlyStart).toBe(minute('2026-11-09T08:00'))
  })

  test('stretches a level of effort from what it starts with to what it ends with, and never waits for it', () => {
    const rows = rowsOf(
      network(
        [activity('a', 3), activity('b', 5), activity('watch', 1, { kind: 'level-of-effort' }), activity('free', 2)],
        [link('a', 'b'), link('a', 'watch', 'SS'), link('b', 'watch', 'FF'), link('watch', 'free')],
      ),
    )
    expect(rows.get('free')?.earlyStart).toBe(minute('2026-11-09T08:00'))
    expect(rows.get('watch')).toMatchObject({
      ...{ earlyStart: minute('2026-11-09T08:00'), earlyFinish: minute('2026-11-18T17:00') },
      ...{ critical: false, totalFloat: undefined },
    })
  })

  test('is refused with every fault at once: names, calendars, cycles', () => {
    const all = () =>
      network([activity('a', 1), activity('a', 1), { ...activity('b', 1), calendar: 'moon' }], [link('a', 'z')])
    expect(all).toThrow(NetworkError)
    expect(all).toThrow(/two activities are called a.*b works by moon.*link 1 names z/)
    const round = () =>
      network(
        [activity('a', 1), activity('b', 1), activity('c', 1), activity('d', 1), activity('e', 1)],
        [link('a', 'b'), link('b', 'c'), link('c', 'b'), link('d', 'e'), link('e', 'd'), link('c', 'd')],
      )
    expect(round).toThrow(/b, c, b.*d, e, d|c, b, c.*d, e, d|b, c, b.*e, d, e|c, b, c.*e, d, e/)
  })
})

describe('any network', () => {
  /** Weight of a link between the starts of two activities that work day and night. */
  const weightOf = ({ activities }: ActivityNetwork, { from, lag, to, type }: Link) => {
    const lengthOf = (id: string) => activities.find((one) => one.id === id)?.duration ?? 0
    const leaves = type === 'FS' || type === 'FF' ? lengthOf(from) : 0
    const arrives = type === 'FF' || type === 'SF' ? lengthOf(to) : 0
    return leaves + lag - arrives
  }

  test('ends with its longest path, found by walking every path', () => {
    fc.assert(
      fc.property(randomNetwork({ calendars: 'one' }), (given) => {
        // From the data date into each activity; then along every chain of links.
        const walk = (id: string): number =>
          Math.max(0, ...given.links.filter(({ to }) => to === id).map((one) => walk(one.from) + weightOf(given, one)))
        const { activities, finish } = scheduleOf(compileNetwork(given))
        for (const { earlyStart, id } of activities) expect(earlyStart - START).toBe(walk(id))
        const ends = given.activities.map(({ duration, id }) => walk(id) + duration)
        expect(finish - START).toBe(Math.max(0, ...ends))
      }),
      { numRuns: 300 },
    )
  })

  const withDelay = (given: ActivityNetwork, at: number, begin: WallMinute): ActivityNetwork => ({
    ...given,
    activities: given.activities.map((one, number) =>
      number === at ? { ...one, constraints: [{ kind: 'start-no-earlier', at: begin }] } : one,
    ),
  })

  test('ends no later when one activity waits for its total float, and later with a minute of work more', () => {
    fc.assert(
      fc.property(randomNetwork({ calendars: 'several' }), fc.nat(6), (given, number) => {
        const at = number % given.activities.length
        const compiled = compileNetwork(given)
        const { activities, finish } = scheduleOf(compiled)
        const row = activities[at]
        const clock = compiled.clocks[compiled.clockOf[at] ?? 0]
        if (!row || !clock) throw new Error('no such activity')
        const float = row.totalFloat ?? Number.NaN
        expect(float).toBeGreaterThanOrEqual(0)
        const begin = clock.workAt(row.earlyStart) + float
        const kept = withDelay(given, at, clock.finishOf(begin as WorkMinutes))
        expect(scheduleOf(compileNetwork(kept)).finish).toBe(finish)
        const missed = withDelay(given, at, (row.lateStart + 1) as WallMinute)
        expect(scheduleOf(compileNetwork(missed)).finish).toBeGreaterThan(finish)
      }),
      { numRuns: 200 },
    )
  })

  test('moves nothing else when one activity waits for its free float', () => {
    fc.assert(
      fc.property(randomNetwork({ calendars: 'several' }), fc.nat(6), (given, number) => {
        const at = number % given.activities.length
        const compiled = compileNetwork(given)
        const row = scheduleOf(compiled).activities[at]
        const clock = compiled.clocks[compiled.clockOf[at] ?? 0]
        if (!row || !clock) throw new Error('no such activity')
        const begin = clock.workAt(row.earlyStart) + (row.freeFloat ?? Number.NaN)
        const othersFrom = (begins: WallMinute) => {
          const after = scheduleOf(compileNetwork(withDelay(given, at, begins)))
          const dates = after.activities.map(({ earlyFinish, earlyStart }) => [earlyStart, earlyFinish])
          return [after.finish, ...dates.toSpliced(at, 1)]
        }
        const undelayed = othersFrom(row.earlyStart)
        expect(othersFrom(clock.finishOf(begin as WorkMinutes))).toEqual(undelayed)
        expect(othersFrom(clock.startOf((begin + 1) as WorkMinutes))).not.toEqual(undelayed)
      }),
      { numRuns: 200 },
    )
  })

  test('has negative float only where it or what comes after it misses a day that was set', () => {
    const limits = fc.array(fc.tuple(fc.nat(6), fc.boolean(), fc.integer({ min: -500, max: 9_000 })), { maxLength: 3 })
    fc.assert(
      fc.property(randomNetwork({ calendars: 'several' }), limits, (free, set) => {
        const activities = free.activities.map((one, at) => ({
          ...one,
          constraints: set
            .filter(([number]) => number % free.activities.length === at)
            .map(([, isStart, minutes]): DateConstraint => {
              return { kind: isStart ? 'start-no-later' : 'finish-no-later', at: (START + minutes) as WallMinute }
            }),
        }))
        const rows = rowsOf(compileNetwork({ ...free, activities }))
        const misses = (id: string): boolean => {
          const constraints = activities.find((one) => one.id === id)?.constraints ?? []
          const row = rows.get(id)
          const own = constraints.some(
            ({ at, kind }) => ((kind === 'start-no-later' ? row?.earlyStart : row?.earlyFinish) ?? 0) > at,
          )
          return own || free.links.some(({ from, to }) => from === id && misses(to))
        }
        for (const { constraints, id } of activities) {
          const float = rows.get(id)?.totalFloat ?? Number.NaN
          if (float < 0) expect(misses(id)).toBe(true)
          if (constraints.some(({ at, kind }) => kind === 'finish-no-later' && (rows.get(id)?.earlyFinish ?? 0) > at))
            // Work is what is counted: a milestone that misses its day by a night only has none.
            expect(float).toBeLessThanOrEqual(0)
        }
      }),
      { numRuns: 200 },
    )
  })

  test('has a longest path that leads to the end', () => {
    fc.assert(
      fc.property(randomNetwork({ calendars: 'several' }), (given) => {
        const { activities, finish } = scheduleOf(compileNetwork(given))
        expect(activities.filter(({ longest }) => longest).some(({ earlyFinish }) => earlyFinish === finish)).toBe(true)
      }),
    )
  })
})
