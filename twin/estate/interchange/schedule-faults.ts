import { compileNetwork, NetworkError, type NetworkFault } from '../../analysis/schedule/network.ts'
import type { Day } from '../../model/day.ts'
import type { Activity, ActivityNetwork, WallMinute, WorkCalendar, WorkMinutes } from '../../model/programme.ts'
import { finishDay, startDay } from '../../model/wall-minute.ts'
import type { FaultList } from './fault-list.ts'
import { ALWAYS_KEY, type ForeignActivity, type ForeignSchedule, type Place } from './foreign-schedule.ts'

const MOST_ACTIVITIES = 20_000
/** 99,999 hours, the most that a programme file can say. */
const LONGEST_WORK = 99_999 * 60
const MOST_MONEY = 1e13
const TOP: Place = { line: 1, column: 1 }

/** What keeps a schedule from being one: ids given twice, calendars and activities that are none, circles, and what a programme file cannot hold. */
export function addNetworkFaults(schedule: ForeignSchedule, faults: FaultList): void {
  const { activities, calendars, dataDate, links } = schedule
  if (activities.length === 0) faults.add(TOP, [], 'The file holds no activity.')
  if (activities.length > MOST_ACTIVITIES)
    faults.add(TOP, [], `The file has ${activities.length.toLocaleString('en')} activities.`, {
      allowed: `at most ${MOST_ACTIVITIES.toLocaleString('en')}`,
    })
  if (!dataDate) faults.add(TOP, [], 'The file says no date until which progress is known.', { allowed: 'a data date' })
  const used = new Set(activities.map(({ calendar }) => calendar ?? calendars[0]?.key))
  for (const { key, line, column, name, week } of new Map(calendars.map((one) => [one.key, one])).values()) {
    if (used.has(key) && week.every((shifts) => shifts.length === 0))
      faults.add({ line, column }, [name], 'has no working hours', { allowed: 'a shift on a day of the week' })
  }
  for (const { column, from, lag, line, to } of links) {
    if (Math.abs(lag) > LONGEST_WORK)
      faults.add(
        { line, column },
        [`link ${codeOf(schedule, from)} → ${codeOf(schedule, to)}`],
        'has a lag that is too long',
        {
          found: hours(lag),
          allowed: 'at most 99,999 hours',
        },
      )
  }
  try {
    compileNetwork(networkOf(schedule))
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error
    for (const fault of error.faults) addNetworkFault(fault, schedule, faults)
  }
}

/** The links of a schedule, by keys, in a calendar in which every minute is worked: it is names and circles that are looked for. */
function networkOf({ activities, calendars, links }: ForeignSchedule): ActivityNetwork {
  const week = Array.from({ length: 7 }, () => [{ from: 0, until: 1_440 }])
  const always = (id: string): WorkCalendar => ({ id, name: id, week, exceptions: new Map<Day, []>() })
  const usual = calendars[0]?.key ?? '(none)'
  const used = new Set(activities.map(({ calendar = usual }) => calendar))
  const keys = new Set(calendars.flatMap(({ key }) => (used.has(key) ? [key] : [])))
  if (used.has(ALWAYS_KEY)) keys.add(ALWAYS_KEY)
  return {
    activities: activities.map(
      ({ calendar = usual, key }): Activity => ({
        ...{ id: key, name: key, calendar, kind: 'task', constraints: [], duration: 1 as WorkMinutes },
      }),
    ),
    links: links.map(({ from, to, type }) => ({ from, to, type, lag: 0 as WorkMinutes })),
    ...{ calendars: [...keys].map(always), dataDate: 0 as WallMinute },
  }
}

function addNetworkFault(fault: NetworkFault, schedule: ForeignSchedule, faults: FaultList): void {
  const { activities, calendars, links } = schedule
  switch (fault.kind) {
    case 'twice': {
      const again = activities.findLast(({ key }) => key === fault.activity)
      faults.add(again ?? TOP, [fault.activity], 'is the id of another activity above', {
        ...{ found: fault.activity, allowed: 'an id of its own' },
      })
      break
    }
    case 'no-calendar': {
      const activity = activities.find(({ key }) => key === fault.activity)
      faults.add(activity ?? TOP, [activity?.code ?? fault.activity], 'works by a calendar that is not in the file', {
        found: fault.calendar,
        allowed:
          calendars.length === 0 ? 'a calendar in the file; it has none' : keysText(calendars.map(({ key }) => key)),
      })
      break
    }
    case 'no-activity': {
      const link = links[fault.link]
      const what = link ? `link ${codeOf(schedule, link.from)} → ${codeOf(schedule, link.to)}` : 'link'
      faults.add(link ?? TOP, [what], 'names an activity that is not in the file', { found: fault.activity })
      break
    }
    case 'cycle': {
      const [first = ''] = fault.activities
      const last = fault.activities.at(-1)
      const link = links.find(({ from, to }) => from === last && to === first)
      const around = [...fault.activities, first].map((key) => codeOf(schedule, key)).join(' → ')
      faults.add(link ?? TOP, [codeOf(schedule, first)], 'closes a circle: each waits for the one before it', {
        ...{ found: around, allowed: 'links that lead to an end' },
      })
    }
  }
}

/** What is wrong with an activity by itself. */
export function addActivityFaults(activity: ForeignActivity, dataDate: Day, faults: FaultList): void {
  const { budget, code, cost, done, duration, finished, remaining, started } = activity
  const add = (message: string, found: string, allowed: string) =>
    faults.add(activity, [code], message, { found, allowed })
  const work = (what: string, minutes: number | undefined) => {
    if (minutes === undefined) return
    if (minutes < 0) add(`has a ${what} below nothing`, hours(minutes), '0 or more')
    else if (minutes > LONGEST_WORK) add(`has a ${what} that is too long`, hours(minutes), 'at most 99,999 hours')
  }
  work('duration', duration)
  work('remaining duration', remaining)
  for (const [what, amount] of [['budget', budget] as const, ['cost', cost] as const])
    if (amount !== undefined && !(amount >= 0 && amount <= MOST_MONEY))
      add(`has a ${what} that is none`, String(amount), `0 to ${MOST_MONEY.toLocaleString('en')}`)
  if (done !== undefined && !(done >= 0 && done <= 1))
    add('is done to a share that is none', percent(done), '0 % to 100 %')
  const begun = started ?? finished
  if (begun !== undefined && startDay(begun) > dataDate && (started !== undefined || finishDay(begun) > dataDate))
    add('has an actual start after the data date', startDay(begun), `a day until ${dataDate}`)
  else if (finished !== undefined && finishDay(finished) > dataDate)
    add('has an actual finish after the data date', startDay(finished), `a day until ${dataDate}`)
  if (started !== undefined && finished !== undefined && startDay(started) > startDay(finished))
    add('has an actual start after its actual finish', startDay(started), `a day until ${startDay(finished)}`)
  if (begun === undefined && done !== undefined && done > 0)
    add('has progress, and no actual start says since when', percent(done), 'an actual start')
}

function codeOf({ activities }: ForeignSchedule, key: string): string {
  return activities.find((one) => one.key === key)?.code ?? key
}

function keysText(keys: readonly string[]): string {
  return keys.length <= 10 ? keys.join(', ') : `${keys.slice(0, 10).join(', ')} or one of ${keys.length - 10} more`
}

function hours(minutes: number): string {
  return `${Number((minutes / 60).toFixed(2))} h`
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(2))} %`
}
