import { expect, test } from 'vitest'
import type { Alarm } from '../../analysis/alarms/alarm.ts'
import { day } from '../../kit/testing/small-programme.ts'
import type { ThingPath } from '../../model/path.ts'
import type { TelemetryStore } from '../../model/store.ts'
import { epochMs } from '../../model/units.ts'
import { AlarmBook } from '../alarms/alarm-book.ts'
import { emptyStore } from '../testing/empty-store.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { SyntheticFeed } from '../testing/synthetic-feed.ts'
import { pastDay } from './past-day.ts'
import { RecordedDays } from './recorded-days.ts'

const RACK = 'belgrade/hall-1/row-a/rack-01'
const at = (text: string) => epochMs(Date.parse(text))
const alarm = (id: number, path: string, since: string, until: string, more: Partial<Alarm> = {}): Alarm => ({
  ...{
    id: `a${id}`,
    rule: 'door-open',
    severity: 'warning',
    state: 'normal',
    path: path as ThingPath,
    point: `p${id}`,
  },
  ...{ value: null, limit: null, unit: null, since: at(since), until: at(until), note: null, shelved: null },
  ...{ quieted: null, acknowledgedBy: null, acknowledgedAt: null, ...more },
})

/** Every point was 20 on every day, or nothing was ever measured. */
const measured: TelemetryStore['history'] = async ({ from, points }) => {
  const column = (value: number) => Float64Array.of(value)
  return points.map((point) => ({
    ...{ point, resolution: '15m' as const, at: column(from), count: column(1) },
    ...{ min: column(20), mean: column(20), max: column(20), last: column(20) },
  }))
}

function of(
  alarms: readonly Alarm[],
  { history = measured, keptSince = emptyStore.keptSince, lastId = alarms.length } = {},
) {
  const estate = smallEstate()
  const book = new AlarmBook({ revision: 1, lastId, alarms }, () => undefined)
  const store = { ...emptyStore, history, keptSince }
  const dated = { recorded: new RecordedDays({ clock: () => epochMs(0), live: new SyntheticFeed(estate), store }) }
  const on = async (text: string) => {
    const past = await pastDay({ alarms: { book }, dated }, estate, day(text), new AbortController().signal)
    const health = (path: string) => past.health(estate.find(path)?.index ?? -1)
    return { past, health }
  }
  return { book, on }
}

test('health of a past day is that of its alarms, from a thing up to its site, and ok where all was measured and nothing alarmed', async () => {
  const { on } = of([
    alarm(1, `${RACK}/door-front`, '2026-11-01T10:00Z', '2026-11-01T11:00Z'),
    alarm(2, RACK, '2026-11-02T10:00Z', '2026-11-03T11:00Z', { severity: 'critical' }),
  ])
  const first = await on('2026-11-01')
  expect([`${RACK}/door-front`, RACK, 'belgrade'].map(first.health)).toEqual(['warning', 'warning', 'warning'])
  expect(first.health('belgrade/hall-1/row-b')).toBe('ok')
  for (const text of ['2026-11-02', '2026-11-03']) expect((await on(text)).health('belgrade')).toBe('critical')
  const quiet = await on('2026-11-04')
  expect(quiet.health('belgrade')).toBe('ok')
  expect(quiet.past).toMatchObject({ alarms: [], mayLackAlarms: false })
})

test('a work that began later takes nothing from the health of the day before it', async () => {
  const { book, on } = of([])
  const subject = { rule: 'door-open', path: RACK as ThingPath, point: null, unit: null }
  book.observe(subject, { severity: 'critical', value: null, limit: null, at: at('2026-11-01T10:00Z') })
  book.settle(at('2026-11-03T10:00Z'), () => ({ kind: 'out-of-service', id: 'm1' }))
  const days = ['2026-11-02', '2026-11-03', '2026-11-04']
  const told = await Promise.all(days.map(on))
  expect(told.map(({ health }) => health(RACK))).toEqual(['critical', 'ok', 'ok'])
})

test('a past day on which nothing was measured is unknown but for what alarmed', async () => {
  const alarms = [alarm(1, RACK, '2026-11-01T10:00Z', '2026-11-01T11:00Z')]
  const { on } = of(alarms, { history: emptyStore.history })
  const { health } = await on('2026-11-01')
  expect([RACK, 'belgrade/hall-1/row-b'].map(health)).toEqual(['warning', 'unknown'])
})

test('a day before the first that is kept is unknown, and no point of it is asked for', async () => {
  let asked = 0
  const history: typeof measured = (query) => {
    asked++
    return measured(query)
  }
  const keptSince = async () => ({ raw: at('2026-11-20T00:00Z'), '1m': undefined, '15m': at('2026-11-03T12:00Z') })
  const { on } = of([], { history, keptSince })
  expect((await on('2026-11-02')).health('belgrade')).toBe('unknown')
  expect(asked).toBe(0)
  expect((await on('2026-11-03')).health('belgrade')).toBe('ok')
})

test('nobody says that all was well on a day of which alarms may be forgotten', async () => {
  // Of five alarms one is kept, which ended on the third of November at noon: what ended before may be forgotten.
  const { book, on } = of([alarm(5, RACK, '2026-11-02T10:00Z', '2026-11-03T12:00Z')], { lastId: 5 })
  expect(book.knownSince()).toBe(at('2026-11-03T12:00Z'))
  const second = await on('2026-11-02')
  expect([RACK, 'belgrade/hall-1/row-b'].map(second.health)).toEqual(['warning', 'unknown'])
  expect((await on('2026-11-03')).past.mayLackAlarms).toBe(true)
  expect((await on('2026-11-04')).health('belgrade')).toBe('ok')
})

test('an alarm that is seen to end after all changes the day that is kept, and not the state that it had then', async () => {
  const { book, on } = of([])
  const subject = { rule: 'door-open', path: RACK as ThingPath, point: null, unit: null }
  expect((await on('2026-11-01')).health(RACK)).toBe('ok')
  book.observe(subject, { severity: 'critical', value: null, limit: null, at: at('2026-11-01T10:00Z') })
  expect((await on('2026-11-01')).health(RACK)).toBe('critical')
  book.observe(subject, { severity: undefined, value: null, limit: null, at: at('2026-11-05T10:00Z') })
  const { health, past } = await on('2026-11-01')
  expect(health(RACK)).toBe('critical')
  expect(past.alarms).toMatchObject([{ state: 'unacknowledged', until: null }])
})
