/** A property of a calendar as its file has it, taken apart by the grammar of RFC 5545. */
export interface CalendarProperty {
  readonly name: string
  readonly parameters: Readonly<Record<string, string>>
  readonly value: string
}

/** A component with what is in it. */
export interface CalendarComponent {
  readonly name: string
  readonly properties: readonly CalendarProperty[]
  readonly components: readonly CalendarComponent[]
}

const MOST_OCTETS = 75
/** 3.1: a name, parameters whose values are safe or quoted, a value without controls but the tab. */
const CONTENT_LINE = /^([A-Z0-9-]+)((?:;[A-Z0-9-]+=(?:"[^"\p{Cc}]*"|[^";:,\p{Cc}]*))*):((?:[^\p{Cc}]|\t)*)$/u

/** @throws Error for whatever RFC 5545 does not allow in a stream with one calendar */
export function strictCalendar(bytes: Uint8Array): CalendarComponent {
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  if (!text.endsWith('\r\n')) throw new Error('the last line is not ended')
  const physical = text.slice(0, -2).split('\r\n')
  for (const line of physical) {
    const octets = new TextEncoder().encode(line).length
    if (octets > MOST_OCTETS) throw new Error(`${octets} octets in ${JSON.stringify(line)}`)
    if (/[\r\n]/.test(line)) throw new Error(`a break that is none in ${JSON.stringify(line)}`)
  }
  const lines: string[] = []
  for (const line of physical) {
    if (!line.startsWith(' ')) lines.push(line)
    else if (lines.length === 0) throw new Error('the first line goes on with nothing')
    else lines.push(`${lines.pop()}${line.slice(1)}`)
  }
  const root: CalendarComponent[] = []
  const open: { name: string; properties: CalendarProperty[]; components: CalendarComponent[] }[] = []
  for (const line of lines) {
    const property = propertyOf(line)
    const { name, value } = property
    const around = open.at(-1)
    if (name === 'BEGIN') open.push({ name: value, properties: [], components: [] })
    else if (name === 'END') {
      const closed = open.pop()
      if (closed?.name !== value) throw new Error(`END:${value} closes ${closed?.name}`)
      check(closed)
      ;(open.at(-1)?.components ?? root).push(closed)
    } else if (around) around.properties.push(property)
    else throw new Error(`${name} is in no component`)
  }
  const [calendar] = root
  if (open.length > 0 || root.length !== 1 || calendar?.name !== 'VCALENDAR') throw new Error('no calendar, or several')
  return calendar
}

/** The one property of a name. */
export function propertyIn({ properties }: CalendarComponent, name: string): CalendarProperty {
  const found = properties.filter((one) => one.name === name)
  const [only] = found
  if (!only || found.length !== 1) throw new Error(`${found.length} of ${name}`)
  return only
}

/** A value of type TEXT as people read it: 3.3.11. */
export function textOf({ value }: CalendarProperty): string {
  if (/\\(?![\\;,nN])/.test(value.replace(/\\\\/g, ''))) throw new Error(`an escape that is none: ${value}`)
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value)) throw new Error(`a separator that is not escaped: ${value}`)
  return value.replace(/\\([\\;,nN])/g, (_, letter: string) => (letter.toLowerCase() === 'n' ? '\n' : letter))
}

function propertyOf(line: string): CalendarProperty {
  const [, name = '', parameters = '', value = ''] = CONTENT_LINE.exec(line) ?? []
  if (name === '') throw new Error(`no content line: ${JSON.stringify(line)}`)
  const pairs = [...parameters.matchAll(/;([A-Z0-9-]+)=("[^"]*"|[^";:,]*)/g)].map(([, key, own]) => [key, own] as const)
  return { name, parameters: Object.fromEntries(pairs), value }
}

function check(component: CalendarComponent): void {
  if (component.name === 'VCALENDAR') {
    propertyIn(component, 'PRODID')
    if (propertyIn(component, 'VERSION').value !== '2.0') throw new Error('another version')
    const uids = component.components.map((one) => propertyIn(one, 'UID').value)
    if (new Set(uids).size !== uids.length) throw new Error('a UID twice')
    return
  }
  if (component.name !== 'VEVENT') throw new Error(`${component.name} is not looked for here`)
  for (const name of ['UID', 'SUMMARY', 'DESCRIPTION', 'STATUS', 'TRANSP']) propertyIn(component, name)
  if (!/^\d{8}T\d{6}Z$/.test(propertyIn(component, 'DTSTAMP').value)) throw new Error('DTSTAMP is not in UTC')
  if (!/^\d+$/.test(propertyIn(component, 'SEQUENCE').value)) throw new Error('SEQUENCE is no number')
  const [start, end] = ['DTSTART', 'DTEND'].map((name) => dateOf(propertyIn(component, name)))
  if ((start ?? 0) >= (end ?? 0)) throw new Error('ends before it begins')
}

function dateOf({ name, parameters, value }: CalendarProperty): number {
  const [, year, month, date] = /^(\d{4})(\d{2})(\d{2})$/.exec(value) ?? []
  if (parameters.VALUE !== 'DATE' || year === undefined) throw new Error(`${name} is no whole day`)
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)))
  if (at.toISOString().slice(0, 10) !== `${year}-${month}-${date}`) throw new Error(`${value} is no day`)
  return at.getTime()
}
