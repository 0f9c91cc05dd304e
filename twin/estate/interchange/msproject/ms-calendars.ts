import type { Day } from '../../../model/day.ts'
import type { Shift, WorkCalendar } from '../../../model/programme.ts'
import { startDay } from '../../../model/wall-minute.ts'
import type { FaultList } from '../fault-list.ts'
import { daysBetween, fromSunday, readClock } from '../foreign-dates.ts'
import type { ForeignCalendar } from '../foreign-schedule.ts'
import { shiftsOf } from '../shifts.ts'
import { childOf, childrenOf, textOf, type XmlElement } from '../text/xml-tree.ts'
import { isSaid, momentIn } from '../text/xml-values.ts'

const LONGEST_DAYS = 4_000
const DEEPEST = 10

/** Days of the week from Sunday, each with its shifts where the calendar itself says them. */
interface OwnTimes {
  readonly week: readonly (readonly Shift[] | undefined)[]
  readonly exceptions: ReadonlyMap<Day, readonly Shift[]>
}

/** What MS Project works by where a calendar says nothing: Monday to Friday, 8 to 12 and 13 to 17. */
const STANDARD: readonly Shift[] = [
  { from: 480, until: 720 },
  { from: 780, until: 1_020 },
]

/** Calendars of a project, each with the times of those that it is based on where it has none of its own. */
export function readMsCalendars(root: XmlElement, faults: FaultList, untold: string[]): readonly ForeignCalendar[] {
  const container = childOf(root, 'Calendars')
  const elements = childrenOf(container, 'Calendar')
  const byKey = new Map(elements.map((element) => [textOf(element, 'UID') ?? '', element]))
  const own = new Map([...byKey].map(([key, element]) => [key, ownTimes(element, faults, untold)]))
  return [...byKey].map(([key, element]) => {
    const chain: OwnTimes[] = []
    for (let at: string | undefined = key; at !== undefined && chain.length < DEEPEST; ) {
      const times = own.get(at)
      if (times) chain.push(times)
      const based: XmlElement | undefined = byKey.get(at)
      const base: string | undefined = based && textOf(based, 'BaseCalendarUID')
      at = base === undefined || base === '-1' || base === '0' || base === at || !own.has(base) ? undefined : base
    }
    const week = Array.from({ length: 7 }, (_, day) => {
      const said = chain.find(({ week }) => week[day] !== undefined)?.week[day]
      return said ?? (day === 0 || day === 6 ? [] : STANDARD)
    })
    return {
      ...{ key, name: textOf(element, 'Name') ?? '', line: element.line, column: element.column },
      ...{
        week: fromSunday(week),
        exceptions: new Map(chain.toReversed().flatMap(({ exceptions }) => [...exceptions])),
      },
    }
  })
}

function ownTimes(element: XmlElement, faults: FaultList, untold: string[]): OwnTimes {
  const week: (readonly Shift[] | undefined)[] = Array.from({ length: 7 })
  const exceptions = new Map<Day, readonly Shift[]>()
  for (const day of childrenOf(childOf(element, 'WeekDays'), 'WeekDay')) {
    const type = Number(textOf(day, 'DayType'))
    const shifts = isSaid(day, 'DayWorking') ? shiftsIn(day, faults) : []
    if (type >= 1 && type <= 7) week[type - 1] = shifts
    // Older files keep exceptions among the days of the week.
    else if (type === 0) lay(day, shifts, exceptions, faults)
  }
  for (const one of childrenOf(childOf(element, 'Exceptions'), 'Exception')) {
    const shifts = isSaid(one, 'DayWorking') ? shiftsIn(one, faults) : []
    const type = textOf(one, 'Type')
    if (type !== undefined && type !== '1' && Number(textOf(one, 'Occurrences') ?? 1) > 1) {
      untold.push('exceptions of calendars that come again and again')
      continue
    }
    lay(one, shifts, exceptions, faults)
  }
  if (childrenOf(childOf(element, 'WorkWeeks'), 'WorkWeek').length > 0)
    untold.push('work weeks of calendars (WorkWeeks)')
  return { week, exceptions }
}

function lay(
  element: XmlElement,
  shifts: readonly Shift[],
  exceptions: Map<Day, readonly Shift[]>,
  faults: FaultList,
): void {
  const period = childOf(element, 'TimePeriod')
  const from = period && momentIn(period, 'FromDate', faults)
  const until = period && momentIn(period, 'ToDate', faults)
  if (from === undefined || until === undefined) return
  for (const day of daysBetween(startDay(from), startDay(until), LONGEST_DAYS)) exceptions.set(day, shifts)
}

function shiftsIn(element: XmlElement, faults: FaultList): readonly Shift[] {
  if (!childOf(element, 'WorkingTimes')) return STANDARD
  const times = childrenOf(childOf(element, 'WorkingTimes'), 'WorkingTime')
  const pairs = times.flatMap((time): readonly (readonly [number, number])[] => {
    const [from, until] = ['FromTime', 'ToTime'].map((name) => {
      const text = textOf(time, name)
      if (text === undefined) return undefined
      const minute = readClock(text)
      if (minute === undefined) faults.add(time, [name], 'is no time of the day', { found: text, allowed: '08:00:00' })
      return minute
    })
    return from === undefined || until === undefined ? [] : [[from, until]]
  })
  const read = shiftsOf(pairs)
  if ('shifts' in read) return read.shifts
  faults.add(element, ['WorkingTimes'], `has a shift that begins at ${read.wrong}`)
  return []
}

/** Shifts of a day as elements say them. */
export function msWorkingTimes(shifts: readonly Shift[], clock: (minute: number) => string): string {
  if (shifts.length === 0) return '<DayWorking>0</DayWorking>'
  const times = shifts.map(
    ({ from, until }) =>
      `<WorkingTime><FromTime>${clock(from)}</FromTime><ToTime>${clock(until % 1_440)}</ToTime></WorkingTime>`,
  )
  return `<DayWorking>1</DayWorking><WorkingTimes>${times.join('')}</WorkingTimes>`
}

/** Days of a week from Sunday, with their numbers. */
export function msWeek({ week }: WorkCalendar): readonly (readonly [number, readonly Shift[]])[] {
  return [...week.slice(6), ...week.slice(0, 6)].map((shifts, at) => [at + 1, shifts])
}
