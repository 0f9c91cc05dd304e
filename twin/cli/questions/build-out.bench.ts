import { compileNetwork } from '../../analysis/schedule/network.ts'
import { scheduleOf } from '../../analysis/schedule/schedule.ts'
import { type ScheduleRisk, scheduleRisk } from '../../analysis/schedule-risk/schedule-risk.ts'
import { seededRandom } from '../../analysis/schedule-risk/seeded-random.ts'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { once } from '../../kit/bench/once.ts'
import { days, minute, officeCalendar } from '../../kit/testing/office-calendar.ts'
import type { Activity, Link } from '../../model/programme.ts'

const ACTIVITIES = 500
const RUNS = 10_000
const MOST_SECONDS = 2

/** Two links into each activity, from one of the twenty before it: half of them with a lag. */
const measured = once(() => {
  const random = seededRandom(7)
  const activities = Array.from(
    { length: ACTIVITIES },
    (_, at): Activity => ({
      ...{ id: `a${at}`, name: `Activity ${at}`, calendar: 'office', kind: 'task', constraints: [] },
      duration: days(5 + Math.floor(random() * 20)),
    }),
  )
  const links = activities.slice(1).flatMap(({ id }, before): readonly Link[] =>
    [0, 1].map((lag) => ({
      ...{ from: `a${Math.max(0, before - Math.floor(random() * 20))}`, to: id, type: 'FS', lag: days(lag) },
    })),
  )
  const network = compileNetwork({
    activities,
    links,
    calendars: [officeCalendar()],
    dataDate: minute('2026-11-09T08:00'),
  })
  const estimates = new Map(
    activities.map(
      ({ duration, id }) => [id, { low: 0.8 * duration, likely: duration, high: 1.6 * duration }] as const,
    ),
  )
  /** Ten risks, each of fifty activities. */
  const shared = Array.from({ length: 10 }, (_, risk) => ({
    ...{ id: `risk-${risk}`, chance: 0.3 },
    adds: new Map(
      activities
        .filter((_, at) => at % 10 === risk)
        .map(({ id }) => [id, { low: days(1), likely: days(3), high: days(10) }] as const),
    ),
  }))
  const seconds = (work: () => unknown) => {
    const before = process.cpuUsage()
    work()
    const { system, user } = process.cpuUsage(before)
    return (user + system) / 1e6
  }
  let risk: ScheduleRisk | undefined
  const simulated = seconds(() => {
    risk = scheduleRisk(network, {
      estimates,
      watched: new Map([['last', [`a${ACTIVITIES - 1}`]]]),
      runs: RUNS,
      seed: 1,
      shared,
    })
  })
  const scheduled = seconds(() => {
    for (let run = 0; run < 100; run++) scheduleOf(network)
  })
  return Promise.resolve({ simulated, scheduled: scheduled / 100, drivers: risk?.drivers.length ?? 0 })
})

export const benchmarks: readonly Benchmark[] = [
  {
    name: `the risk of a programme: ${RUNS.toLocaleString('en')} runs of ${ACTIVITIES} activities`,
    budget: `≤ ${MOST_SECONDS} s`,
    run: async () => {
      const { drivers, scheduled, simulated } = await measured()
      return {
        value: Number(simulated.toFixed(2)),
        unit: 'CPU-s',
        against: `so many runs of the whole schedule (${(scheduled * RUNS).toFixed(1)} CPU-s, of 100 measured)`,
        ratio: simulated / (scheduled * RUNS),
        holds: simulated <= MOST_SECONDS,
        detail: `${drivers} uncertain activities, ten risks of fifty each, ${(2 * (ACTIVITIES - 1)).toLocaleString('en')} links, one calendar`,
      }
    },
  },
]
