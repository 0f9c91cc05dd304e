import { describe, expect, test } from 'vitest'
import { joinPath } from '../../../twin/model/path.ts'
import { epochMs } from '../../../twin/model/units.ts'
import type { DeviceEntry } from '../../device-entry.ts'
import { DeviceError, type DeviceReading, type Session } from '../../driver.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { DeviceTask } from './device-task.ts'
import { Scheduler, type SchedulerLimits } from './scheduler.ts'
import { phaseOf } from './tick.ts'

const reading: DeviceReading = {
  point: 'power',
  quantity: 'power',
  value: 1,
  unit: 'W',
  quality: 'good',
  at: epochMs(0),
  address: 'x',
}

/** A device of the test: what it does with a poll, and when it was polled. */
class Device {
  readonly polls: number[] = []
  opens = 0
  closes = 0
  /** How long a poll takes; for ever where undefined. */
  takesMs: number | undefined = 5
  error: Error | undefined
  readonly entry: DeviceEntry

  constructor(
    readonly clock: FakeClock,
    name: string,
    intervalMs = 10_000,
  ) {
    this.entry = { path: joinPath(name), url: `test://${name}`, intervalMs, timeoutMs: 3_000 }
  }

  async open(signal: AbortSignal): Promise<Session> {
    this.opens++
    await this.#answer(signal)
    return {
      identity: { profile: 'test', because: 'test', generic: false },
      gather: async (stop) => {
        this.polls.push(this.clock.monotonic())
        await this.#answer(stop)
        return [reading]
      },
      close: async () => {
        this.closes++
      },
    }
  }

  async #answer(signal: AbortSignal): Promise<void> {
    const { takesMs, error } = this
    await new Promise<void>((resolve, reject) => {
      if (takesMs !== undefined) this.clock.after(takesMs, () => (error ? reject(error) : resolve()))
      signal.addEventListener('abort', () => reject(new DeviceError('aborted', 'stopped', true)))
    })
  }
}

const timeout = new DeviceError('timeout', 'no answer within 3000 ms', true)

function scheduled(clock: FakeClock, devices: readonly Device[], limits: SchedulerLimits = {}) {
  const tasks = devices.map(
    (device) =>
      new DeviceTask({
        entry: device.entry,
        shownUrl: device.entry.url,
        open: (_entry, signal) => device.open(signal),
        deliver: async () => undefined,
        complaint: () => undefined,
        clock,
      }),
  )
  const scheduler = new Scheduler(tasks, limits, clock)
  return { scheduler, tasks, states: () => tasks.map((task) => task.status().state) }
}

/** Stops while the clock goes on. */
async function stopped(clock: FakeClock, scheduler: Scheduler): Promise<void> {
  let isOver = false
  const over = scheduler.stop().then(() => {
    isOver = true
  })
  for (let n = 0; n < 200 && !isOver; n++) await clock.pass(100)
  await over
}

describe('a device that answers', () => {
  test('is contacted at once and then asked at its place of every interval, whatever the wall clock does', async () => {
    const clock = new FakeClock()
    const device = new Device(clock, 'a')
    const { scheduler, states } = scheduled(clock, [device])
    const phase = phaseOf('a test://a', 10_000)
    const first = (((phase - clock.wall()) % 10_000) + 10_000) % 10_000
    scheduler.start()
    await clock.pass(15_000)
    clock.step(-3_600_000)
    await clock.pass(20_000)
    const [contact = -1, ...ticks] = device.polls
    expect(contact).toBeLessThan(100)
    expect(ticks.slice(0, 3)).toEqual([first, first + 10_000, first + 20_000])
    expect(device.opens).toBe(1)
    expect(states()).toEqual(['answering'])
    await stopped(clock, scheduler)
    expect(device.closes).toBe(1)
  })

  test('but slower than its interval is asked one question at a time; ticks that it cannot keep are missed, not made up for', async () => {
    const clock = new FakeClock()
    const device = new Device(clock, 'slow', 1_000)
    device.takesMs = 2_500
    const { scheduler } = scheduled(clock, [device])
    scheduler.start()
    await clock.pass(60_000)
    const gaps = device.polls.slice(1).map((at, n) => at - (device.polls[n] ?? 0))
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(2_500)
    expect(scheduler.figures().missed).toBeGreaterThan(30)
    // It is the device that is late, not we.
    expect(scheduler.figures().late).toBe(0)
    await stopped(clock, scheduler)
  })
})

test('polls that wait for their turn longer than a second are late by our doing', async () => {
  const clock = new FakeClock()
  const devices = Array.from({ length: 100 }, (_, n) => new Device(clock, `d${n}`))
  // One at a time, 200 ms each: twenty seconds of work in every ten.
  for (const device of devices) device.takesMs = 200
  const { scheduler } = scheduled(clock, devices, { polls: 1 })
  scheduler.start()
  await clock.pass(10_000)
  const before = scheduler.figures()
  await clock.pass(60_000)
  const { done, late } = scheduler.figures()
  expect(late - before.late).toBeGreaterThan(0.9 * (done - before.done))
  await stopped(clock, scheduler)
})

describe('a device that does not answer', () => {
  test('is late at first, then down; it rests longer and longer, is tried once each time, and comes back', async () => {
    const clock = new FakeClock()
    const device = new Device(clock, 'a')
    const { scheduler, states } = scheduled(clock, [device])
    scheduler.start()
    await clock.pass(5_000)
    device.error = timeout
    await clock.pass(10_000)
    expect(states()).toEqual(['late'])
    await clock.pass(20_000)
    expect(states()).toEqual(['down'])
    expect(device.closes).toBe(1)
    const opens = device.opens
    await clock.pass(300_000)
    // Rests of 10, 20, 40, 60, 60 … seconds in five minutes: seven tries at most where 30 ticks were.
    expect(device.opens - opens).toBeGreaterThanOrEqual(5)
    expect(device.opens - opens).toBeLessThanOrEqual(8)
    device.error = undefined
    await clock.pass(75_000)
    expect(states()).toEqual(['answering'])
    await stopped(clock, scheduler)
  })

  test('because of a refused password is left alone for five minutes: asking on would lock the account', async () => {
    const clock = new FakeClock()
    const device = new Device(clock, 'a')
    device.error = new DeviceError('authentication', 'refused', false)
    const { scheduler, states } = scheduled(clock, [device])
    scheduler.start()
    await clock.pass(290_000)
    expect([device.opens, states()]).toEqual([1, ['down']])
    await clock.pass(30_000)
    expect(device.opens).toBe(2)
    await stopped(clock, scheduler)
  })

  test('and whose driver never comes back is given up with the interval, and asked again', async () => {
    const clock = new FakeClock()
    const device = new Device(clock, 'a')
    const { scheduler, tasks } = scheduled(clock, [device])
    scheduler.start()
    await clock.pass(3_000)
    device.takesMs = undefined
    await clock.pass(30_000)
    expect(tasks[0]?.status().reason).toContain('took longer than 10000 ms')
    expect(device.polls.length).toBeGreaterThan(2)
    await stopped(clock, scheduler)
  })

  test('delays no other, though there are more of them than places', async () => {
    const clock = new FakeClock()
    const dead = Array.from({ length: 60 }, (_, n) => new Device(clock, `dead-${n}`))
    const well = Array.from({ length: 20 }, (_, n) => new Device(clock, `well-${n}`))
    const { scheduler } = scheduled(clock, [...dead, ...well], { polls: 4, contacts: 4 })
    scheduler.start()
    await clock.pass(10_000)
    for (const device of dead) device.takesMs = undefined
    await clock.pass(60_000)
    for (const device of well) {
      const gaps = device.polls.slice(2).map((at, n) => at - (device.polls[n + 1] ?? 0))
      expect(gaps.length).toBeGreaterThanOrEqual(5)
      // Sixty that are silent give back one of four places each after a quarter of a second.
      expect(Math.max(...gaps)).toBeLessThan(11_000)
    }
    await stopped(clock, scheduler)
  })
})

test('first contacts have a pace', async () => {
  const clock = new FakeClock()
  const devices = Array.from({ length: 100 }, (_, n) => new Device(clock, `d-${n}`))
  const { scheduler } = scheduled(clock, devices, { contactsPerSecond: 20 })
  scheduler.start()
  await clock.pass(1_000)
  const after = devices.filter(({ opens }) => opens > 0).length
  expect(after).toBeGreaterThanOrEqual(20)
  expect(after).toBeLessThanOrEqual(25)
  await clock.pass(5_000)
  expect(devices.every(({ opens }) => opens === 1)).toBe(true)
  await stopped(clock, scheduler)
})

test('devices that heed nothing are left within five seconds: the store has to drain in the ten of a whole stop', async () => {
  const clock = new FakeClock()
  const hung = new Promise<never>(() => undefined)
  const entry = { path: joinPath('a'), url: 'test://a', intervalMs: 1_000, timeoutMs: 60_000 }
  const identity = { profile: 'test', because: 'told', generic: false }
  let gathered = 0
  const session = { identity, gather: () => (gathered++ === 0 ? Promise.resolve([]) : hung), close: () => hung }
  const task = new DeviceTask({
    ...{ entry, shownUrl: entry.url, clock },
    ...{ open: async () => session, deliver: async () => undefined, complaint: () => undefined },
  })
  const scheduler = new Scheduler([task], {}, clock)
  scheduler.start()
  await clock.pass(2_500)
  expect(gathered).toBe(2)
  const began = clock.monotonic()
  await stopped(clock, scheduler)
  expect(clock.monotonic() - began).toBeLessThanOrEqual(5_000)
})

test('stopping lets a poll end, cuts off one that does not, begins none and closes every session', async () => {
  const clock = new FakeClock()
  const [quick, stuck] = [new Device(clock, 'quick'), new Device(clock, 'stuck')]
  const { scheduler } = scheduled(clock, [quick, stuck])
  scheduler.start()
  await clock.pass(9_900)
  stuck.takesMs = undefined
  await clock.pass(10_000)
  const polls = quick.polls.length
  const began = clock.monotonic()
  await stopped(clock, scheduler)
  expect(clock.monotonic() - began).toBeLessThan(6_000)
  await clock.pass(60_000)
  expect([quick.polls.length, quick.closes, stuck.closes]).toEqual([polls, 1, 1])
})
