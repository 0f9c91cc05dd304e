import type { Day } from '../../../model/day.ts'
import type { Shift, WorkCalendar } from '../../../model/programme.ts'
import { startDay } from '../../../model/wall-minute.ts'
import { lengthsOf } from '../../../model/work-amount.ts'
import type { FaultList } from '../fault-list.ts'
import { clockText, fromSunday, readClock } from '../foreign-dates.ts'
import type { ForeignCalendar } from '../foreign-schedule.ts'
import { shiftsOf } from '../shifts.ts'
import { childOf, childrenOf, textOf, type XmlElement, xmlText } from '../text/xml-tree.ts'
import { momentIn } from '../text/xml-values.ts'
import { P6_WEEKDAYS } from './p6-words.ts'

/** A calendar of a P6 XML file; exceptions of the one that it is based on come with it. */
export function readP6Calendars(elements: readonly XmlElement[], faults: FaultList): readonly ForeignCalendar[] {
  const own = elements.map((element) => ({ element, exceptions: exceptionsOf(element, faults) }))
  const byKey = new Map(own.map((one) => [textOf(one.element, 'ObjectId') ?? '', one]))
  return own.map(({ element, exceptions }) => {
    const based = byKey.get(textOf(element, 'BaseCalendarObjectId') ?? '')
    return {
      ...{ key: textOf(element, 'ObjectId') ?? '', name: textOf(element, 'Name') ?? '' },
      ...{ line: element.line, column: element.column, week: weekOf(element, faults) },
      exceptions: new Map([...(based?.exceptions ?? []), ...exceptions]),
    }
  })
}

function weekOf(element: XmlElement, faults: FaultList): readonly (readonly Shift[])[] {
  const week: (readonly Shift[])[] = Array.from({ length: 7 }, () => [])
  for (const day of childrenOf(childOf(element, 'StandardWorkWeek'), 'StandardWorkHours')) {
    const at = P6_WEEKDAYS.indexOf(textOf(day, 'DayOfWeek') ?? '')
    if (at >= 0) week[at] = shiftsIn(day, faults)
    else faults.add(day, ['DayOfWeek'], 'is no day of the week', { found: textOf(day, 'DayOfWeek') })
  }
  return fromSunday(week)
}

function exceptionsOf(element: XmlElement, faults: FaultList): ReadonlyMap<Day, readonly Shift[]> {
  const exceptions = new Map<Day, readonly Shift[]>()
  for (const one of childrenOf(childOf(element, 'HolidayOrExceptions'), 'HolidayOrException')) {
    const at = momentIn(one, 'Date', faults)
    if (at !== undefined) exceptions.set(startDay(at), shiftsIn(one, faults))
  }
  return exceptions
}

function shiftsIn(element: XmlElement, faults: FaultList): readonly Shift[] {
  const pairs = childrenOf(element, 'WorkTime').flatMap((time): readonly (readonly [number, number])[] => {
    const [from, until] = ['Start', 'Finish'].map((name) => {
      const text = textOf(time, name)
      const minute = text === undefined ? undefined : readClock(text)
      if (text !== undefined && minute === undefined)
        faults.add(time, [name], 'is no time of the day', { found: text, allowed: '08:00:00' })
      return minute
    })
    return from === undefined || until === undefined ? [] : [[from, afterLast(until)]]
  })
  const read = shiftsOf(pairs)
  if ('shifts' in read) return read.shifts
  faults.add(element, ['WorkTime'], `has a shift that begins at ${read.wrong}`)
  return []
}

/** A shift until 12:00 is written as one whose last minute is 11:59; some programs write 12:00. */
function afterLast(minute: number): number {
  return minute % 5 === 4 ? minute + 1 : minute
}

export function writeP6Calendar(calendar: WorkCalendar, number: number): string {
  const { exceptions, name, week } = calendar
  const { day, week: ofWeek } = lengthsOf(calendar)
  const days = [...week.slice(6), ...week.slice(0, 6)].map(
    (shifts, at) =>
      `<StandardWorkHours><DayOfWeek>${P6_WEEKDAYS[at]}</DayOfWeek>${workTimes(shifts)}</StandardWorkHours>`,
  )
  const odd = [...exceptions]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(
      ([date, shifts]) => `<HolidayOrException><Date>${date}T00:00:00</Date>${workTimes(shifts)}</HolidayOrException>`,
    )
  return [
    '<Calendar><BaseCalendarObjectId xsi:nil="true"/>',
    `<HoursPerDay>${day / 60}</HoursPerDay><HoursPerWeek>${ofWeek / 60}</HoursPerWeek>`,
    `<IsDefault>${number === 1 ? 1 : 0}</IsDefault><IsPersonal>0</IsPersonal><Name>${xmlText(name)}</Name>`,
    `<ObjectId>${number}</ObjectId><Type>Global</Type>`,
    `<StandardWorkWeek>${days.join('')}</StandardWorkWeek>`,
    `<HolidayOrExceptions>${odd.join('')}</HolidayOrExceptions></Calendar>`,
  ].join('')
}

function workTimes(shifts: readonly Shift[]): string {
  if (shifts.length === 0) return '<WorkTime xsi:nil="true"/>'
  return shifts
    .map(
      ({ from, until }) =>
        `<WorkTime><Start>${clockText(from)}</Start><Finish>${clockText(until - 1)}</Finish></WorkTime>`,
    )
    .join('')
}
