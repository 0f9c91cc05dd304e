import type { Day } from '../../../model/day.ts'
import type { Shift, WorkCalendar } from '../../../model/programme.ts'
import { startDay } from '../../../model/wall-minute.ts'
import type { FaultList } from '../fault-list.ts'
import { daysBetween, fromSunday, readClock } from '../foreign-dates.ts'
import type { ForeignCalendar } from '../foreign-schedule.ts'
import { shiftsOf } from '../shifts.ts'
import { childOf, childrenOf, textOf, type XmlElement } from '../text/xml-tree.ts'
import { isSaid, momentIn, numberIn } from '../text/xml-values.ts'
import { DayBudget } from './day-budget.ts'
import { recurringDays } from './ms-recurrence.ts'
import { planBegin } from './plan-begin.ts'

/** So many days of one exception or work week are laid out, eleven years; of a longer one from the first day of the plan on. */
const LONGEST_DAYS = 4_000
const DEEPEST = 10

/** So many days of one exception that comes again are laid out, weekly for fifteen years; where there are more, from the first day of the plan on. */
const MOST_AGAIN = 800
/** What an exception of each type that comes again has to say of itself. */
const NEEDED: Readonly<Record<number, readonly string[]>> = {
  2: ['Month', 'MonthDay'],
  3: ['Month', 'MonthItem', 'MonthPosition'],
  4: ['MonthDay'],
  5: ['MonthItem', 'MonthPosition'],
  6: ['DaysOfWeek'],
  7: ['Period'],
}

const UNKNOWN_RULE = 'exceptions of calendars that come again by a rule that is not known'

type DayShifts = ReadonlyMap<Day, readonly Shift[]>

interface OwnTimes {
  /** Days of the week from Sunday, each with its shifts where the calendar itself says them. */
  readonly week: readonly (readonly Shift[] | undefined)[]
  /** Weeks that are worked otherwise for a while. */
  readonly workWeeks: DayShifts
  readonly exceptions: DayShifts
}

interface Reading {
  readonly faults: FaultList
  readonly untold: string[]
  readonly budget: DayBudget
  /** The first day of the plan, where it says one. */
  readonly begin: Day | undefined
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
  const reading: Reading = { faults, untold, budget: new DayBudget(faults), begin: planBegin(root) }
  const own = new Map([...byKey].map(([key, element]) => [key, ownTimes(element, reading)]))
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
        // An exception counts before a work week, also that of a calendar that this is based on.
        exceptions: laidOver(
          (['workWeeks', 'exceptions'] as const).flatMap((part) => chain.toReversed().map((times) => times[part])),
          element,
          reading,
        ),
      },
    }
  })
}

/** Days of several, of which the later ones count. What only one says is not said anew: many calendars may be based on one. */
function laidOver(parts: readonly DayShifts[], element: XmlElement, { budget }: Reading): DayShifts {
  const [first, ...more] = parts.filter(({ size }) => size > 0)
  if (!first || more.length === 0) return first ?? new Map()
  const days = [first, ...more]
  const isHeld = budget.take(
    days.reduce((sum, { size }) => sum + size, 0),
    element,
  )
  return new Map(isHeld ? days.flatMap((part) => [...part]) : [])
}

function ownTimes(element: XmlElement, reading: Reading): OwnTimes {
  const { faults, untold } = reading
  const week: (readonly Shift[] | undefined)[] = Array.from({ length: 7 })
  const exceptions = new Map<Day, readonly Shift[]>()
  for (const day of childrenOf(childOf(element, 'WeekDays'), 'WeekDay')) {
    const type = Number(textOf(day, 'DayType'))
    const shifts = isSaid(day, 'DayWorking') ? shiftsIn(day, faults) : []
    if (type >= 1 && type <= 7) week[type - 1] = shifts
    // Older files keep exceptions among the days of the week.
    else if (type === 0) lay(day, shifts, exceptions, reading)
  }
  const single: XmlElement[] = []
  for (const one of childrenOf(childOf(element, 'Exceptions'), 'Exception')) {
    const type = numberIn(one, 'Type', faults) ?? 1
    const isWhole = NEEDED[type]?.every((name) => textOf(one, name) !== undefined) ?? false
    if (isWhole) layAgain(one, type, exceptions, reading)
    else if (type === 1) single.push(one)
    else untold.push(`${UNKNOWN_RULE} (Type ${type})`)
  }
  // What was set for days by themselves counts before what comes again.
  for (const one of single) lay(one, isSaid(one, 'DayWorking') ? shiftsIn(one, faults) : [], exceptions, reading)
  return { week, exceptions, workWeeks: workWeeksOf(element, reading) }
}

function layAgain(
  element: XmlElement,
  type: number,
  exceptions: Map<Day, readonly Shift[]>,
  { begin, budget, faults, untold }: Reading,
): void {
  const period = periodOf(element, faults)
  if (!period || budget.isSpent) return
  const number = (name: string, otherwise: number) => numberIn(element, name, faults) ?? otherwise
  const rule = {
    ...{ ...period, type, period: number('Period', 1), daysOfWeek: number('DaysOfWeek', 0) },
    ...{ month: number('Month', 0), monthDay: number('MonthDay', 1) },
    ...{ monthItem: number('MonthItem', 0), monthPosition: number('MonthPosition', 0) },
  }
  const look = (since?: Day) => {
    const found = recurringDays(rule, MOST_AGAIN + 1, since)
    if (!found) untold.push(`${UNKNOWN_RULE} (Type ${type}, Period ${rule.period})`)
    return found && budget.take(found.looked, element) ? found : undefined
  }
  const whole = look()
  const isCut = whole && (whole.days.length > MOST_AGAIN || whole.unlooked !== undefined)
  const found = isCut && begin !== undefined && begin > period.from ? look(begin) : whole
  if (!found) return
  const shifts = isSaid(element, 'DayWorking') ? shiftsIn(element, faults) : []
  for (const day of found.days.slice(0, MOST_AGAIN)) exceptions.set(day, shifts)
  const next = found.days[MOST_AGAIN] ?? found.unlooked
  if (next !== undefined) untold.push(`exceptions of calendars that come again, from ${next} on`)
}

/** Days of the week that are worked otherwise in a time. */
function workWeeksOf(element: XmlElement, reading: Reading): DayShifts {
  const days = new Map<Day, readonly Shift[]>()
  for (const one of childrenOf(childOf(element, 'WorkWeeks'), 'WorkWeek')) {
    const week = new Map(
      childrenOf(childOf(one, 'WeekDays'), 'WeekDay').map((day) => [
        Number(textOf(day, 'DayType')) - 1,
        isSaid(day, 'DayWorking') ? shiftsIn(day, reading.faults) : [],
      ]),
    )
    if (week.size === 0) continue
    for (const day of daysIn(one, reading)) {
      const shifts = week.get(new Date(`${day}T00:00:00Z`).getUTCDay())
      if (shifts) days.set(day, shifts)
    }
  }
  return days
}

/** First and last day. */
function periodOf(element: XmlElement, faults: FaultList): { readonly from: Day; readonly until: Day } | undefined {
  const period = childOf(element, 'TimePeriod')
  const from = period && momentIn(period, 'FromDate', faults)
  const until = period && momentIn(period, 'ToDate', faults)
  return from === undefined || until === undefined ? undefined : { from: startDay(from), until: startDay(until) }
}

function lay(
  element: XmlElement,
  shifts: readonly Shift[],
  exceptions: Map<Day, readonly Shift[]>,
  reading: Reading,
): void {
  for (const day of daysIn(element, reading)) exceptions.set(day, shifts)
}

/** The days of a period, as far as they are laid out. */
function daysIn(element: XmlElement, { begin, budget, faults, untold }: Reading): readonly Day[] {
  const period = periodOf(element, faults)
  if (!period || budget.isSpent) return []
  const whole = daysBetween(period.from, period.until, LONGEST_DAYS + 1)
  const isCut = whole.length > LONGEST_DAYS && begin !== undefined && begin > period.from
  const days = isCut ? daysBetween(begin, period.until, LONGEST_DAYS + 1) : whole
  if (!budget.take(days.length, element)) return []
  const next = days[LONGEST_DAYS]
  if (next !== undefined) untold.push(`exceptions and work weeks of calendars that last for years, from ${next} on`)
  return days.slice(0, LONGEST_DAYS)
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
