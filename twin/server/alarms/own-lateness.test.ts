import { describe, expect, test } from 'vitest'
import type { CollectorStatus, DeviceStatus } from '../../model/collector-status.ts'
import type { ThingPath } from '../../model/path.ts'
import { AlarmBook } from './alarm-book.ts'
import { CollectorWatch } from './collector-watch.ts'
import { ConditionAlarms } from './condition-alarms.ts'
import { SilenceGrace } from './silence-grace.ts'

const PDU = 'belgrade/hall-1/row-a/rack-01/pdu-a' as ThingPath
const OTHER = 'belgrade/hall-1/row-a/rack-01/pdu-b' as ThingPath

/** A collector that says what it is told to, long after the start, every two seconds of its own time. */
class Watched {
  now = 1_000_000
  /** Ready to run, for each processor. */
  load = 0.5
  readonly grace = new SilenceGrace(0)
  readonly #book = new AlarmBook({ revision: 0, lastId: 0, alarms: [] }, () => undefined)
  readonly #watch = new CollectorWatch(
    { status: () => Promise.reject() },
    new ConditionAlarms(this.#book),
    this.grace,
    () => undefined,
    () => this.load,
  )
  #done = 0
  #late = 0
  #missed = 0
  readonly #failures = new Map<ThingPath, number>()

  /** Two seconds in which 500 polls ended and so many of them were late. */
  step({ late = 0, missed = 0 } = {}): void {
    this.now += 2_000
    this.#done += 500
    this.#late += late
    this.#missed += missed
    this.#watch.take(this.#status(), this.now)
  }

  pass(ms: number): void {
    for (const until = this.now + ms; this.now < until; ) this.step()
  }

  fails(path: ThingPath, times = 3): void {
    this.#failures.set(path, (this.#failures.get(path) ?? 0) + times)
  }

  answers(path: ThingPath): void {
    this.#failures.delete(path)
  }

  /** Rules and places of what is active. */
  alarms(): readonly string[] {
    return this.#book
      .open()
      .filter(({ state }) => state === 'unacknowledged')
      .map(({ rule, path }) => `${rule} ${path}`.trim())
      .sort()
  }

  #status(): CollectorStatus {
    const device = (path: ThingPath, failures: number): DeviceStatus => ({
      ...{
        path,
        url: `snmp://${path.replaceAll('/', '-')}:161`,
        state: failures >= 3 ? 'down' : 'late',
        failures,
        intervalMs: 10_000,
      },
    })
    return {
      devices: [...this.#failures].map(([path, failures]) => device(path, failures)),
      polls: { done: this.#done, failed: 0, missed: this.#missed, late: this.#late, latenessP99Ms: 3 },
      journal: { accepted: 10, bytes: 100, givenUp: 0, quarantined: 0, writable: true },
      store: { stored: 0, refused: 0, waiting: 10, circuit: 'closed' },
    }
  }
}

describe('a collector that is late itself', () => {
  test('has one alarm, and none for the devices that it does not hear meanwhile', () => {
    const watched = new Watched()
    watched.step()
    for (let n = 0; n < 60; n++) {
      watched.step({ late: 100 })
      if (n === 5) watched.fails(PDU)
    }
    expect(watched.alarms()).toEqual(['polls-missed'])
  })

  test('keeps what was raised before, and ends it when the device answers', () => {
    const watched = new Watched()
    watched.fails(PDU)
    watched.step()
    for (let n = 0; n < 30; n++) watched.step({ late: 100 })
    expect(watched.alarms()).toEqual([`device-down ${PDU}`, 'polls-missed'])
    watched.answers(PDU)
    watched.step({ late: 100 })
    expect(watched.alarms()).toEqual(['polls-missed'])
  })

  test('and keeps its ticks again: a device that was asked since and did not answer has its alarm after three intervals, no other', () => {
    const watched = new Watched()
    watched.step()
    watched.fails(PDU)
    watched.fails(OTHER)
    watched.step({ late: 100 })
    watched.fails(PDU, 1)
    watched.pass(30_000)
    expect(watched.alarms()).toEqual(['polls-missed'])
    watched.step()
    // The other one rests since a failure that may have been ours.
    expect(watched.alarms()).toEqual([`device-down ${PDU}`, 'polls-missed'])
    watched.fails(OTHER, 1)
    watched.step()
    expect(watched.alarms()).toEqual([`device-down ${PDU}`, `device-down ${OTHER}`, 'polls-missed'])
  })
})

describe('a machine that has far too much to do', () => {
  test('has one alarm while polls are missed, though each that begins does so in time', () => {
    const watched = new Watched()
    watched.load = 7.5
    watched.step()
    for (let n = 0; n < 60; n++) {
      watched.step({ missed: 20 })
      if (n === 5) watched.fails(PDU)
    }
    expect(watched.alarms()).toEqual(['polls-missed'])
    watched.load = 0.5
    watched.fails(PDU, 1)
    watched.pass(32_000)
    expect(watched.alarms()).toEqual([`device-down ${PDU}`, 'polls-missed'])
  })

  test('is no reason to doubt a device while no polls are missed', () => {
    const watched = new Watched()
    watched.load = 7.5
    watched.step()
    watched.fails(PDU)
    watched.step()
    expect(watched.alarms()).toEqual([`device-down ${PDU}`])
  })

  test('hides a device no longer than ten minutes in which it gave no answer', () => {
    const watched = new Watched()
    watched.step()
    watched.fails(PDU)
    // One that answers now and then is not down.
    for (let n = 0; n < 299; n++) {
      if (n === 100) watched.fails(OTHER)
      if (n === 200) watched.answers(OTHER)
      if (n === 201) watched.fails(OTHER)
      watched.step({ late: 100 })
    }
    expect(watched.alarms()).toEqual(['polls-missed'])
    for (let n = 0; n < 3; n++) watched.step({ late: 100 })
    expect(watched.alarms()).toEqual([`device-down ${PDU}`, 'polls-missed'])
  })
})

describe('a collector that is in time', () => {
  test('tells at once of a device that is down, though a slow one makes ticks be missed', () => {
    const watched = new Watched()
    watched.step()
    watched.fails(PDU)
    watched.step({ missed: 20 })
    expect(watched.alarms()).toEqual([`device-down ${PDU}`, 'polls-missed'])
  })

  test('is not called late for one poll in a hundred', () => {
    const watched = new Watched()
    watched.step()
    watched.fails(PDU)
    watched.step({ late: 5 })
    expect(watched.alarms()).toEqual([`device-down ${PDU}`])
  })
})

test('after a halt of the whole program silence is ours, after the second between two looks it is not', () => {
  const grace = new SilenceGrace(0)
  for (const monotonic of [0, 1_000, 2_000])
    grace.beat({ monotonic, wall: 1_000_000 + monotonic }, 1_000_000 + monotonic)
  expect(grace.isOver(30_000, 1_002_000)).toBe(true)
  grace.beat({ monotonic: 42_000, wall: 1_042_000 }, 1_042_000)
  expect(grace.isOver(30_000, 1_042_000)).toBe(false)
  expect(grace.isOver(30_000, 1_072_001)).toBe(true)
})

test.each([
  ['forward', 3_600_000],
  ['back', -3_600_000],
])('a clock that is set %s by an hour makes nothing silent before it could answer', (_, step) => {
  const grace = new SilenceGrace(0)
  for (const monotonic of [0, 1_000, 2_000])
    grace.beat({ monotonic, wall: 10_000_000 + monotonic }, 10_000_000 + monotonic)
  const now = 10_003_000 + step
  grace.beat({ monotonic: 3_000, wall: now }, now)
  expect(grace.isOver(30_000, now)).toBe(false)
  for (let ms = 1_000; ms <= 31_000; ms += 1_000) grace.beat({ monotonic: 3_000 + ms, wall: now + ms }, now + ms)
  expect(grace.isOver(30_000, now + 31_000)).toBe(true)
})

test('a clock that was set back by an hour prolongs no grace', () => {
  const grace = new SilenceGrace(10_000_000)
  grace.late(10_200_000)
  expect(grace.isOver(30_000, 10_210_000)).toBe(false)
  expect(grace.isOver(30_000, 10_200_000 - 3_600_000)).toBe(true)
})
