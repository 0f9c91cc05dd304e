import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { openDuckDbStore } from '../../../sensors/stores/duckdb/open-duckdb-store.ts'
import { STORE_FILE } from '../../../sensors/stores/duckdb/schema.ts'
import { fillQuarters, growingWatts } from '../../../sensors/stores/testing/fill-quarters.ts'
import { figureRole } from '../../analysis/rollup/figure-role.ts'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { temporaryFolder } from '../../kit/testing/temporary-folder.ts'
import { epochMs } from '../../model/units.ts'
import type { ForecastView } from '../../protocol/forecast.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { SyntheticFeed } from '../testing/synthetic-feed.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const DAYS = 400
const DAY_MS = 86_400_000
const NOW = Math.floor(1_795_000_000_000 / DAY_MS) * DAY_MS
const MOST_TIMES = 4

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'GET /api/forecast of a hall of 216 racks: 432 rack PDUs of 400 days in the embedded store',
    budget: '≤ 4 × the bare query when first asked',
    run: async () => {
      await using folder = await temporaryFolder()
      const estate = smallEstate(12, 18)
      const { points } = new SyntheticFeed(estate)
      const power = Array.from({ length: points.size }, (_, index) => index).filter((index) => {
        const path = points.definition(index)?.path ?? ''
        const thing = estate.find(path.slice(0, path.lastIndexOf('/')))
        return thing?.kind === 'rack-pdu' && figureRole(thing, path.slice(thing.path.length + 1))?.figure === 'power'
      })
      const open = () => openDuckDbStore(folder.path, { points }, { now: () => epochMs(NOW) })
      await (await open()).close()
      const mean = growingWatts('200 + point % 100', 0.3)
      await fillQuarters({ file: join(folder.path, STORE_FILE), points: power, end: NOW, days: DAYS, mean })
      const store = await open()
      try {
        await store.maintain(epochMs(NOW))
        await using started = await startSyntheticServer({ estate, store, clock: () => epochMs(NOW + 3_600_000) })
        const ask = async () => {
          const begun = performance.now()
          const answer = await fetch(`${started.server.url}/api/forecast/belgrade/hall-1`)
          const text = await answer.text()
          return { seconds: (performance.now() - begun) / 1000, text, view: JSON.parse(text) as ForecastView }
        }
        const first = await ask()
        const again = await ask()
        await store.close()
        const bare = await bareSeconds(join(folder.path, STORE_FILE), power)
        const told = first.view.uses[0]?.forecast
        const isTold = told?.kind === 'forecast' && told.measuredDays === DAYS
        return {
          value: Number(first.seconds.toFixed(2)),
          unit: 's',
          against: `the bare query of the same daily means (${bare.toFixed(2)} s)`,
          ratio: Number((first.seconds / bare).toFixed(2)),
          holds: first.seconds <= MOST_TIMES * bare && isTold,
          detail: `${again.seconds.toFixed(2)} s when asked again; the answer has ${(first.text.length / 1000).toFixed(0)} kB; single losses of the estate and the back-test are in it`,
        }
      } finally {
        await store.close()
      }
    },
  },
]

/** Seconds for the daily means of the same points by SQL alone. */
async function bareSeconds(file: string, points: readonly number[]): Promise<number> {
  const instance = await DuckDBInstance.create(file, { threads: '2', memory_limit: '512MB' })
  const connection = await instance.connect()
  const begun = performance.now()
  await connection.runAndReadAll(`SELECT point, bucket // ${DAY_MS}, sum(mean * count) / sum(count) FROM quarter
    WHERE point IN (${points.join(', ')}) AND bucket >= ${NOW - DAYS * DAY_MS} AND bucket < ${NOW} GROUP BY ALL`)
  const seconds = (performance.now() - begun) / 1000
  connection.closeSync()
  instance.closeSync()
  return seconds
}
