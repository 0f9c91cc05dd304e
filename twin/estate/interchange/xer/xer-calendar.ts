import type { Day } from '../../../model/day.ts'
import type { Shift, WallMinute, WorkCalendar } from '../../../model/programme.ts'
import { beginOf, startDay } from '../../../model/wall-minute.ts'
import { clockText, fromSunday, readClock } from '../foreign-dates.ts'
import { shiftsOf } from '../shifts.ts'

/** Days count from 1899-12-30, as spreadsheets do. */
const DAYS_BEFORE_1970 = 25_569
const LAST_DAY = DAYS_BEFORE_1970 + 84_000
const DEEPEST = 16

/** A node of calendar data: `(0||name(attributes)(nodes))`. */
interface Node {
  readonly name: string
  readonly attributes: string
  readonly children: readonly Node[]
}

type CalendarReading =
  | { readonly week: WorkCalendar['week']; readonly exceptions: ReadonlyMap<Day, readonly Shift[]> }
  | { readonly wrong: string }

/** Working hours of the data of a calendar of an XER file (`clndr_data`), or what is wrong with them. */
export function readXerCalendar(data: string): CalendarReading {
  const text = data.replaceAll(/[\u007f\s]+/g, '')
  const root = nodeAt(text, 0, 0)
  if (!root || root.until < text.length)
    return {
      wrong: `it is no calendar from its letter ${root ? root.until : 1} on: ${text.slice(root?.until ?? 0, (root?.until ?? 0) + 30)}`,
    }
  const part = (name: string) => root.node.children.find((child) => child.name === name)?.children ?? []
  const week: (readonly Shift[])[] = Array.from({ length: 7 }, () => [])
  for (const { children, name } of part('DaysOfWeek')) {
    const day = Number(name)
    if (!(day >= 1 && day <= 7)) return { wrong: `it has a day ${name} of the week` }
    const read = shiftsIn(children)
    if ('wrong' in read) return { wrong: `on day ${name} of the week ${read.wrong}` }
    week[day - 1] = read.shifts
  }
  const exceptions = new Map<Day, readonly Shift[]>()
  for (const { attributes, children } of part('Exceptions')) {
    const number = Number(/^d\|(\d+)$/.exec(attributes)?.[1])
    if (!(number >= DAYS_BEFORE_1970 && number <= LAST_DAY))
      return { wrong: `it has an exception on no day: ${attributes}` }
    const day = startDay(((number - DAYS_BEFORE_1970) * 1_440) as WallMinute)
    const read = shiftsIn(children)
    if ('wrong' in read) return { wrong: `on ${day} ${read.wrong}` }
    exceptions.set(day, read.shifts)
  }
  return { week: fromSunday(week), exceptions }
}

function shiftsIn(nodes: readonly Node[]): { readonly shifts: readonly Shift[] } | { readonly wrong: string } {
  const pairs: [number, number][] = []
  for (const { attributes } of nodes) {
    const parts = attributes.split('|')
    const [from, until] = ['s', 'f'].map((key) => readClock(parts[parts.indexOf(key) + 1] ?? ''))
    if (!parts.includes('s') || !parts.includes('f') || from === undefined || until === undefined)
      return { wrong: `it has a shift that is none: ${attributes}` }
    pairs.push([from, until])
  }
  const read = shiftsOf(pairs)
  return 'wrong' in read ? { wrong: `a shift begins at ${read.wrong}` } : read
}

/** The node that begins at a letter, and where it ends. */
function nodeAt(text: string, at: number, depth: number): { readonly node: Node; readonly until: number } | undefined {
  const head = /\(\d+\|\|([^()|]*)\(([^()]*)\)\(/y
  head.lastIndex = at
  const found = head.exec(text)
  if (!found || depth > DEEPEST) return undefined
  const children: Node[] = []
  let next = head.lastIndex
  while (text[next] === '(') {
    const child = nodeAt(text, next, depth + 1)
    if (!child) return undefined
    children.push(child.node)
    next = child.until
  }
  if (text.slice(next, next + 2) !== '))') return undefined
  return { node: { name: found[1] ?? '', attributes: found[2] ?? '', children }, until: next + 2 }
}

/** The data of a calendar as an XER file has it. */
export function writeXerCalendar({ exceptions, week }: WorkCalendar): string {
  const days = [...week.slice(6), ...week.slice(0, 6)].map((shifts, at) => `(0||${at + 1}()(${shiftsText(shifts)}))`)
  const odd = [...exceptions]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([day, shifts], at) => `(0||${at}(d|${beginOf(day) / 1_440 + DAYS_BEFORE_1970})(${shiftsText(shifts)}))`)
  return `(0||CalendarData()((0||DaysOfWeek()(${days.join('')}))(0||VIEW(ShowTotal|N)())(0||Exceptions()(${odd.join('')}))))`
}

function shiftsText(shifts: readonly Shift[]): string {
  const clock = (minute: number) => clockText(minute % 1_440).slice(0, 5)
  return shifts.map(({ from, until }, at) => `(0||${at}(s|${clock(from)}|f|${clock(until)})())`).join('')
}
