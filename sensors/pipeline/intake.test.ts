import { describe, expect, test } from 'vitest'
import type { Batch } from '../../twin/model/batch.ts'
import { joinPath } from '../../twin/model/path.ts'
import type { PointDefinition } from '../../twin/model/reading.ts'
import { epochMs } from '../../twin/model/units.ts'
import type { DeviceReading } from '../driver.ts'
import { PipelineError } from './errors.ts'
import { Intake } from './intake.ts'
import { NewPointLimit } from './normalise/new-point-limit.ts'
import { Normaliser } from './normalise/normaliser.ts'
import { PointBook } from './normalise/point-book.ts'
import { type IndexedPoint, PointRegistry } from './points/point-registry.ts'
import { FakeClock } from './testing/fake-clock.ts'

const full = new PipelineError('journal-full', 'the disk is full')

/** An intake over a journal and a point file in memory that can be told to refuse: what real ones do is tested in their folders. */
function bench() {
  const clock = new FakeClock()
  const registry = new PointRegistry()
  const book = new PointBook(registry, 1_000)
  const appended: { values: number[]; points: string[] }[] = []
  const live: number[] = []
  const refuse = { journal: false, points: false }
  const logged: string[] = []
  let letGo: Promise<void> | undefined
  const copied = (batch: Batch) => [...batch.value]
  let adds = 0
  const intake = new Intake({
    clock,
    book,
    journal: {
      append: async (batch, points) => {
        const values = copied(batch)
        await new Promise<void>((resolve) => clock.after(2, resolve))
        await letGo
        if (refuse.journal) throw full
        appended.push({ values, points: points.map(({ definition }) => definition.path) })
        return BigInt(appended.length)
      },
    },
    points: {
      add: async (definitions: readonly PointDefinition[]): Promise<readonly IndexedPoint[]> => {
        adds++
        if (refuse.points) throw full
        return definitions.map((definition) => ({ index: registry.add(definition), definition }))
      },
    },
    accepted: (batch) => {
      for (const value of batch.value) live.push(value)
    },
    log: (message) => logged.push(message),
  })
  /** The disk answers nothing until what is returned is called. */
  const hang = () => {
    let over: () => void = () => undefined
    letGo = new Promise((resolve) => {
      over = resolve
    })
    return over
  }
  const device = (name: string) => {
    const entry = { path: joinPath(name), url: 'test://h', intervalMs: 1_000, timeoutMs: 1_000 }
    return new Normaliser(entry, book, new NewPointLimit(clock, 100, 100))
  }
  const reading = (value: number, point = 'power'): DeviceReading => ({
    ...{ point, quantity: 'power', value, unit: 'W', quality: 'good', at: epochMs(clock.wall()), address: 'x' },
  })
  return { clock, intake, device, reading, appended, live, refuse, hang, logged, adds: () => adds }
}

describe('readings that come within a moment', () => {
  test('go into one record with their new points, and are live once it is on disk', async () => {
    const { clock, intake, device, reading, appended, live } = bench()
    const [a, b] = [device('a'), device('b')]
    let accepted = 0
    for (const done of [intake.add(a, [reading(1)]), intake.add(b, [reading(2)])]) void done.then(() => accepted++)
    await clock.pass(49)
    expect([appended, accepted]).toEqual([[], 0])
    await clock.pass(2)
    expect([live, accepted]).toEqual([[], 0])
    await clock.pass(10)
    expect(appended).toEqual([{ values: [1, 2], points: ['a/power', 'b/power'] }])
    expect([live, accepted]).toEqual([[1, 2], 2])
    void intake.add(a, [reading(3)])
    await clock.pass(100)
    expect(appended.at(-1)).toEqual({ values: [3], points: [] })
  })

  test('are written within 100 ms though the disk is busy with others', async () => {
    const { clock, intake, device, reading, appended } = bench()
    const a = device('a')
    for (let n = 0; n < 100; n++) {
      void intake.add(a, [reading(n)])
      await clock.pass(10)
    }
    await clock.pass(100)
    expect(appended.flatMap(({ values }) => values)).toEqual(Array.from({ length: 100 }, (_, n) => n))
    expect(appended.length).toBeLessThanOrEqual(21)
  })
})

describe('a disk that refuses', () => {
  test('is told to who waits, nothing becomes live, and later readings bring the points with them', async () => {
    const { clock, intake, device, reading, appended, live, refuse } = bench()
    const a = device('a')
    refuse.journal = true
    const refused = expect(intake.add(a, [reading(1)])).rejects.toBe(full)
    await clock.pass(100)
    await refused
    expect(live).toEqual([])
    refuse.journal = false
    void intake.add(a, [reading(2)])
    await clock.pass(100)
    expect(appended).toEqual([{ values: [2], points: ['a/power'] }])
  })

  test('new points is not asked for each of them: every try would cost indexes', async () => {
    const { clock, intake, device, reading, refuse, adds, appended, logged } = bench()
    const a = device('a')
    expect(intake.isTaking).toBe(true)
    refuse.points = true
    for (let n = 0; n < 50; n++) {
      intake.add(a, [reading(n)]).catch(() => undefined)
      await clock.pass(100)
    }
    expect(adds()).toBe(1)
    // What is lost meanwhile must not be so in silence: the journal itself is well.
    expect(intake.isTaking).toBe(false)
    expect(logged).toEqual(['Nothing is accepted while new points cannot be written: the disk is full'])
    refuse.points = false
    await clock.pass(10_000)
    void intake.add(a, [reading(50)])
    await clock.pass(100)
    expect(appended).toEqual([{ values: [50], points: ['a/power'] }])
    expect(intake.isTaking).toBe(true)
    expect(logged.slice(1)).toEqual(['New points can be written again.'])
  })

  test('to answer at all: what waits for it is bounded, the rest is refused until it has caught up', async () => {
    const { clock, intake, device, reading, hang, live } = bench()
    const a = device('a')
    const letGo = hang()
    const thousand = Array.from({ length: 1_000 }, (_, n) => reading(n))
    const refusals: string[] = []
    let taken = 0
    for (let add = 0; add < 3_000; add++) {
      intake.add(a, thousand).then(
        () => taken++,
        (error: PipelineError) => refusals.push(error.code),
      )
    }
    await clock.pass(10)
    // A record of 16,384 rows is on its way; a mebi of rows waits behind it.
    expect(refusals.length).toBe(3_000 - 17 - 1_049)
    expect([...new Set(refusals)]).toEqual(['journal-behind'])
    expect(intake.isTaking).toBe(false)
    letGo()
    await clock.pass(100)
    expect([taken, live.length, intake.isTaking]).toEqual([1_066, 1_066_000, true])
  })
})

test('what is refused by name is not waited for: a sender would send it for ever', async () => {
  const { intake, device, reading } = bench()
  await intake.add(device('a'), [reading(1, 'No Name')])
})

test('at the end everything that was gathered is written', async () => {
  const { clock, intake, device, reading, appended } = bench()
  void intake.add(device('a'), [reading(1)])
  const over = intake.flush()
  void intake.add(device('b'), [reading(2)])
  await clock.pass(50)
  await over
  expect(appended.flatMap(({ values }) => values)).toEqual([1, 2])
})
