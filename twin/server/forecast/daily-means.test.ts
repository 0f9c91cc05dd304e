import { expect, test } from 'vitest'
import type { HistoryQuery, HistorySeries } from '../../model/store.ts'
import { DailyMeans, HISTORY_DAYS } from './daily-means.ts'

const DAY_MS = 86_400_000
const TODAY = 20_000

/** A store whose every point says the number of the day, from a day on; it keeps what it was asked. */
class NumberedDays {
  readonly asked: { readonly points: number; readonly days: number }[] = []

  constructor(private readonly from = 0) {}

  async history({ buckets, from, points, to }: HistoryQuery): Promise<HistorySeries[]> {
    this.asked.push({ points: points.length, days: (to - from) / DAY_MS })
    const at = Float64Array.from({ length: buckets }, (_, place) => from + place * DAY_MS)
    const mean = at.map((when) => (when / DAY_MS < this.from ? Number.NaN : when / DAY_MS))
    const count = mean.map((value) => (Number.isNaN(value) ? 0 : 1))
    return points.map((point) => ({ point, resolution: '15m', at, min: mean, mean, max: mean, last: mean, count }))
  }
}

test('a point is read once, and each new day with the two before it, which may have changed', async () => {
  const store = new NumberedDays()
  const means = new DailyMeans(store)
  const [first] = await means.of([7, 8], TODAY)
  expect(first?.at(-1)).toBe(TODAY - 1)
  await means.of([8], TODAY)
  const [, next] = await means.of([7, 8], TODAY + 1)
  expect(next).toHaveLength(HISTORY_DAYS)
  expect([next?.[0], next?.at(-2), next?.at(-1)]).toEqual([TODAY + 1 - HISTORY_DAYS, TODAY - 1, TODAY])
  expect(store.asked).toEqual([
    { points: 2, days: HISTORY_DAYS },
    { points: 2, days: 3 },
  ])
})

test('days without a reading stay unknown, and a clock that goes back reads all anew', async () => {
  const store = new NumberedDays(TODAY - 5)
  const means = new DailyMeans(store)
  const [column] = await means.of([1], TODAY)
  expect(column?.filter((value) => !Number.isNaN(value))).toEqual(
    new Float32Array([5, 4, 3, 2, 1].map((ago) => TODAY - ago)),
  )
  const [before] = await means.of([1], TODAY - 3)
  expect(before?.at(-1)).toBe(TODAY - 4)
  expect(store.asked.map(({ days }) => days)).toEqual([HISTORY_DAYS, HISTORY_DAYS])
})

test('several days may be asked for at once: each has its own columns, and none changes once it is told', async () => {
  const store = new NumberedDays()
  let wait = Promise.resolve()
  const means = new DailyMeans({ history: (query) => wait.then(() => store.history(query)) })
  const [first] = await means.of([7], TODAY)
  let open = () => {}
  wait = new Promise((resolve) => {
    open = resolve
  })
  const asked = [TODAY + 3, TODAY - 100, TODAY + 1].map((today) => means.of([7, 8], today))
  open()
  const lastOf = async (told: Promise<readonly Float32Array[]>) => (await told).map((column) => column.at(-1))
  expect(await Promise.all(asked.map(lastOf))).toEqual([TODAY + 2, TODAY - 101, TODAY].map((last) => [last, last]))
  expect([first?.[0], first?.at(-1)]).toEqual([TODAY - HISTORY_DAYS, TODAY - 1])
  const reads = store.asked.length
  // Going back and forth between them reads nothing.
  expect(await lastOf(means.of([7, 8], TODAY - 100))).toEqual([TODAY - 101, TODAY - 101])
  expect(await lastOf(means.of([7, 8], TODAY + 3))).toEqual([TODAY + 2, TODAY + 2])
  expect(store.asked).toHaveLength(reads)
})

test('what the store refuses is told, and asked for again', async () => {
  let fails = true
  const store = new NumberedDays()
  const means = new DailyMeans({
    history: (query) => (fails ? Promise.reject(new Error('away')) : store.history(query)),
  })
  await expect(means.of([1], TODAY)).rejects.toThrow('away')
  fails = false
  const [column] = await means.of([1], TODAY)
  expect(column?.at(-1)).toBe(TODAY - 1)
})
