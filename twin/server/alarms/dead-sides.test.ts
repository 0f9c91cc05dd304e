import { expect, test } from 'vitest'
import { isTold } from '../../analysis/alarms/quieting.ts'
import { RootCauses } from '../../analysis/alarms/root-causes.ts'
import { PowerEstate } from '../../kit/testing/power-estate.ts'
import { epochMs } from '../../model/units.ts'
import type { ValuePlane } from '../values/value-plane.ts'
import { AlarmBook, type BookState } from './alarm-book.ts'
import { ConditionAlarms } from './condition-alarms.ts'
import { DeadSides } from './dead-sides.ts'

const BEGIN = 1_000_000

/** A row of racks on two feeds; each rack has a server with cords on both sides. */
function row(racks: number, cords = ['a', 'b'], kept: BookState = { revision: 0, lastId: 0, alarms: [] }) {
  const estate = new PowerEstate().utility('grid')
  for (const side of ['a', 'b']) estate.feed(`feed-${side}`, { from: 'grid' }, { side })
  for (let n = 1; n <= racks; n++) {
    estate.rack(`rack-${n}`)
    for (const side of ['a', 'b']) estate.pdu(`rack-${n}/pdu-${side}`, { from: `feed-${side}` }, { side })
    estate.device(
      `rack-${n}/server`,
      cords.map((side) => `rack-${n}/pdu-${side}`),
      2000,
    )
  }
  const built = estate.build()
  const power = new Float32Array(built.extent).fill(Number.NaN)
  const causes = new RootCauses(built)
  const book = new AlarmBook(kept, (alarm) => causes.take(alarm))
  for (const alarm of book.open()) causes.take(alarm)
  book.onNew((alarm) => causes.quietingOf(alarm, alarm.since))
  const newestAt = new Float64Array(built.extent).fill(Number.NaN)
  const volts = new Map<number, number>()
  const values = {
    estate: built,
    tree: { thing: (index: number) => built.thing(index) },
    figures: { columns: { power }, newestAt },
    points: { ofThing: (index: number) => (volts.has(index) ? [{ index, local: 'l1/voltage' }] : []) },
    table: { fresh: (point: number) => volts.get(point) ?? Number.NaN },
  }
  const covered: string[] = []
  const sides: DeadSides = new DeadSides(values as unknown as ValuePlane, new ConditionAlarms(book), (index) =>
    covered.push(`${built.thing(index)?.path} ${sides.isCovered(index)}`),
  )
  let now = BEGIN
  const say = (name: string, watts: number, voltage?: number) => {
    const index = built.find(`s/${name}`)?.index ?? -1
    power[index] = watts
    newestAt[index] = now
    if (voltage !== undefined) volts.set(index, voltage)
    sides.moved([index])
  }
  const pass = (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      now += 1000
      sides.sweep(now)
      book.settle(epochMs(now), (alarm) => causes.quietingOf(alarm, now, sides.mayWait(alarm)))
    }
  }
  const active = () =>
    book
      .open()
      .filter(isTold)
      .map(({ rule, path, severity }) => `${severity} ${rule} ${path}`)
      .sort()
  const folded = () =>
    book
      .open()
      .flatMap(({ path, quieted }) => (quieted ? [path] : []))
      .sort()
  const told = () =>
    book
      .open()
      .filter(({ quieted }) => !quieted)
      .map(({ rule, path, state }) => `${rule} ${path} ${state}`)
  return { active, book, covered, folded, pass, say, told }
}

test('a rack PDU that carries nothing for 20 s while the other side carries the load has a warning, and none when it is back', () => {
  const { active, pass, say } = row(2)
  for (const pdu of ['rack-1/pdu-a', 'rack-1/pdu-b', 'rack-2/pdu-a', 'rack-2/pdu-b']) say(pdu, 1000)
  pass(30)
  say('rack-1/pdu-a', 0)
  say('rack-1/pdu-b', 2000)
  pass(10)
  say('rack-2/pdu-a', 1000)
  pass(9)
  expect(active()).toEqual([])
  pass(3)
  expect(active()).toEqual(['warning side-without-power s/rack-1/pdu-a'])
  say('rack-1/pdu-a', 900)
  pass(1)
  expect(active()).toEqual([])
})

test('all rack PDUs of a feed without power are one critical alarm at the feed, and each of them is marked', () => {
  const { active, covered, folded, pass, say } = row(3)
  for (let n = 1; n <= 3; n++) {
    say(`rack-${n}/pdu-a`, 0)
    say(`rack-${n}/pdu-b`, 2000)
  }
  pass(22)
  expect(active()).toEqual(['critical feed-without-power s/feed-a'])
  expect(folded()).toEqual(['s/rack-1/pdu-a', 's/rack-2/pdu-a', 's/rack-3/pdu-a'])
  expect(covered).toEqual(['s/rack-1/pdu-a true', 's/rack-2/pdu-a true', 's/rack-3/pdu-a true'])
  for (let n = 1; n <= 3; n++) say(`rack-${n}/pdu-a`, 1000)
  pass(1)
  expect(active()).toEqual([])
  expect(covered.slice(3)).toEqual(['s/rack-1/pdu-a false', 's/rack-2/pdu-a false', 's/rack-3/pdu-a false'])
})

test('one rack of the feed that still has power makes it the business of each rack PDU', () => {
  const { active, pass, say } = row(3)
  for (let n = 1; n <= 3; n++) {
    say(`rack-${n}/pdu-a`, n === 3 ? 1000 : 0)
    say(`rack-${n}/pdu-b`, 2000)
  }
  pass(10)
  say('rack-3/pdu-a', 1000)
  pass(12)
  expect(active()).toEqual(['warning side-without-power s/rack-1/pdu-a', 'warning side-without-power s/rack-2/pdu-a'])
})

test('an idle rack, a side that is not measured and a rack with cords on one side only tell nothing', () => {
  const idle = row(2)
  for (const pdu of ['rack-1/pdu-a', 'rack-1/pdu-b']) idle.say(pdu, 2)
  idle.say('rack-2/pdu-b', 2000)
  idle.pass(60)
  expect(idle.active()).toEqual([])
  const oneSided = row(2, ['b'])
  for (const n of [1, 2]) {
    oneSided.say(`rack-${n}/pdu-a`, 0)
    oneSided.say(`rack-${n}/pdu-b`, 2000)
  }
  oneSided.pass(60)
  expect(oneSided.active()).toEqual([])
})

test('an alarm outlasts the silence of its rack PDU: what is not known ends nothing', () => {
  const { active, pass, say } = row(1)
  say('rack-1/pdu-a', 0)
  say('rack-1/pdu-b', 2000)
  pass(22)
  say('rack-1/pdu-a', Number.NaN)
  pass(60)
  expect(active()).toEqual(['warning side-without-power s/rack-1/pdu-a'])
})

/** Every rack PDU is read each so many seconds, one after the other: `watts` says what it then shows. */
function read(
  { pass, say }: Pick<ReturnType<typeof row>, 'pass' | 'say'>,
  { racks, interval, seconds }: { racks: number; interval: number; seconds: number },
  watts: (rack: number, side: 'a' | 'b') => number,
) {
  for (let second = 0; second < seconds; second++) {
    for (let n = 1; n <= racks; n++) {
      if (second % interval !== Math.floor(((n - 1) * interval) / racks)) continue
      say(`rack-${n}/pdu-a`, watts(n, 'a'))
      say(`rack-${n}/pdu-b`, watts(n, 'b'))
    }
    pass(1)
  }
}

test.each([10, 60])(
  'a feed whose rack PDUs are read one after the other every %i s comes and goes as one alarm, and none of theirs beside it',
  (interval) => {
    const estate = row(5)
    const shown = { racks: 5, interval }
    read(estate, { ...shown, seconds: 2 * interval }, () => 1000)
    read(estate, { ...shown, seconds: interval + 30 }, (_, side) => (side === 'a' ? 0 : 2000))
    expect(estate.told()).toEqual(['feed-without-power s/feed-a unacknowledged'])
    read(estate, { ...shown, seconds: 2 * interval + 30 }, () => 1000)
    expect(estate.told()).toEqual(['feed-without-power s/feed-a returned-unacknowledged'])
    expect(estate.covered.slice(5).every((line) => line.endsWith('false'))).toBe(true)
  },
)

test('a feed that is without power over a restart keeps its alarm and who has seen it', () => {
  const shown = { racks: 5, interval: 10, seconds: 60 }
  const lost = (_: number, side: string) => (side === 'a' ? 0 : 2000)
  const before = row(5)
  read(before, shown, lost)
  before.book.acknowledge('a1', 'Mira', null, epochMs(BEGIN + 60_000))
  const after = row(5, ['a', 'b'], before.book.state())
  read(after, shown, lost)
  expect(after.told()).toEqual(['feed-without-power s/feed-a acknowledged'])
})

test('a rack PDU that stays without power when its feed is back says so itself', () => {
  const estate = row(3)
  const shown = { racks: 3, interval: 10 }
  read(estate, { ...shown, seconds: 40 }, (_, side) => (side === 'a' ? 0 : 2000))
  read(estate, { ...shown, seconds: 40 }, (rack, side) => (rack !== 2 ? 1000 : side === 'a' ? 0 : 2000))
  expect(estate.active()).toEqual(['warning side-without-power s/rack-2/pdu-a'])
})

test('sides that carry nothing though they have voltage are no feed without power', () => {
  const { active, pass, say } = row(2)
  for (const n of [1, 2]) {
    say(`rack-${n}/pdu-a`, 3, 231)
    say(`rack-${n}/pdu-b`, 2000, 231)
  }
  pass(22)
  expect(active()).toEqual(['warning side-without-power s/rack-1/pdu-a', 'warning side-without-power s/rack-2/pdu-a'])
})

test('an alarm ends when voltage is back in a rack that was switched off meanwhile', () => {
  const { active, pass, say } = row(1)
  say('rack-1/pdu-a', 0, 0)
  say('rack-1/pdu-b', 2000, 230)
  pass(22)
  say('rack-1/pdu-b', 0, 230)
  pass(22)
  expect(active()).toEqual(['warning side-without-power s/rack-1/pdu-a'])
  say('rack-1/pdu-a', 0, 230)
  pass(1)
  expect(active()).toEqual([])
})
