import { expect, test } from 'vitest'
import { day } from '../../kit/testing/small-programme.ts'
import type { Day } from '../../model/day.ts'
import type { HistoryQuery, TelemetryStore } from '../../model/store.ts'
import { epochMs } from '../../model/units.ts'
import { emptyStore } from '../testing/empty-store.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { SyntheticFeed } from '../testing/synthetic-feed.ts'
import { pastDay } from './past-day.ts'
import { RecordedDays } from './recorded-days.ts'

const HOUR = 3_600_000
const estate = smallEstate()
const rack = estate.find('belgrade/hall-1/row-a/rack-01')?.index ?? -1
const days = Array.from({ length: 12 }, (_, i) => day(`2026-11-${10 + i}`))
const open = () => new AbortController().signal

/** A store that answers when it is told to: every point was as many as the day of the month. */
function slow() {
  const reads: number[] = []
  const waiting: (() => void)[] = []
  let [now, kept] = [0, 0]
  const history: TelemetryStore['history'] = async ({ from, points, to }: HistoryQuery) => {
    const date = new Date((from + to) / 2).getUTCDate()
    reads.push(date)
    await new Promise<void>((resolve) => waiting.push(resolve))
    const column = Float64Array.of(date)
    return points.map((point) => ({
      ...{ point, resolution: '15m' as const, at: column, count: Float64Array.of(1) },
      ...{ min: column, mean: column, max: column, last: column },
    }))
  }
  const keptSince = async () => {
    kept++
    return { raw: undefined, '1m': undefined, '15m': epochMs(0) }
  }
  const parts = { clock: () => epochMs(now), live: new SyntheticFeed(estate) }
  const recorded = new RecordedDays({ ...parts, store: { ...emptyStore, history, keptSince } })
  /** Answers one reading after the other until all is said. */
  const answerAll = async () => {
    do {
      for (const answer of waiting.splice(0)) answer()
      await settled()
    } while (waiting.length > 0)
  }
  const advance = (ms: number) => {
    now += ms
  }
  return { advance, answerAll, asks: () => kept, reads, recorded, waiting }
}

/** What only waits for what is known already is done. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('days that are asked at once are read one after the other, each once, and say what was on their own', async () => {
  const { answerAll, reads, recorded, waiting } = slow()
  const asked = [0, 1, 0, 2, 1].map((i) => recorded.of(estate, days[i] as Day, open()))
  await settled()
  expect(waiting).toHaveLength(1)
  await answerAll()
  const means = (await Promise.all(asked)).map(({ figures }) => figures.columns.temperature[rack])
  expect(means).toEqual([10, 11, 10, 12, 11])
  expect(reads).toEqual([10, 11, 12])
  // Each is kept: nobody waits for the store again.
  await Promise.all(days.slice(0, 3).map((one) => recorded.of(estate, one, open())))
  expect(reads).toHaveLength(3)
})

test('when nine days are on their way the tenth is told to come again, and takes nothing from what is kept', async () => {
  const { answerAll, reads, recorded } = slow()
  const first = recorded.of(estate, days[0] as Day, open())
  await settled()
  await answerAll()
  const kept = await first
  const asked = days.slice(1, 10).map((one) => recorded.of(estate, one, open()))
  await settled()
  const alarms = { book: { all: () => [], knownSince: () => undefined, revision: 0 } as never }
  const tenth = pastDay({ alarms, dated: { recorded } }, estate, days[10] as Day, open())
  await expect(tenth).rejects.toMatchObject({ code: 'unavailable', status: 503, retryAfterSeconds: 5 })
  expect(await recorded.of(estate, days[0] as Day, open())).toBe(kept)
  await answerAll()
  await Promise.all(asked)
  expect(reads).toEqual([10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
})

test('a day for which nobody waits any more is not read', async () => {
  const { answerAll, reads, recorded } = slow()
  const gone = new AbortController()
  const [first, second] = [
    recorded.of(estate, days[0] as Day, open()),
    recorded.of(estate, days[1] as Day, gone.signal),
  ]
  gone.abort(new Error('gone'))
  await expect(second).rejects.toThrow('gone')
  await settled()
  await answerAll()
  await first
  expect(reads).toEqual([10])
})

test('the store is asked once a minute since when it keeps anything, whoever wants to know', async () => {
  const { advance, answerAll, asks, recorded } = slow()
  await recorded.keptSince()
  const both = days.slice(0, 2).map((one) => recorded.of(estate, one, open()))
  await settled()
  await answerAll()
  await Promise.all(both)
  expect(asks()).toBe(1)
  advance(HOUR / 60)
  await recorded.keptSince()
  expect(asks()).toBe(2)
})
