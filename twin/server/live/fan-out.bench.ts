import { GATHER_MS } from '../../../sensors/pipeline/intake.ts'
import type { Benchmark } from '../../kit/bench/benchmark.ts'
import { quantile } from '../../kit/bench/quantile.ts'
import { epochMs } from '../../model/units.ts'
import { preciseNow } from '../testing/precise-now.ts'
import { smallEstate } from '../testing/small-estate.ts'
import { socketViewer } from '../testing/socket-viewer.ts'
import { emitSteadily, PACE_MS } from '../testing/steady-readings.ts'
import { startSyntheticServer } from '../testing/synthetic-server.ts'

const VIEWERS = 50
const READINGS_A_SECOND = 20_000
const SECONDS = 20
const BUDGET_MS = 250

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'reading to socket client: 20,000 readings/s, 50 viewers of 1,296 racks',
    budget: 'p99 ≤ 250 ms from the reading',
    run: async () => {
      await using started = await startSyntheticServer({
        estate: smallEstate(72, 18),
        clock: () => epochMs(preciseNow()),
      })
      const { feed, server } = started
      const latencies: number[] = []
      const leave = await Promise.all(
        Array.from({ length: VIEWERS }, (_, number) =>
          // A reading may have waited a whole batch before it was handed over.
          socketViewer(server.url, number, ({ at }) => latencies.push(preciseNow() - at + GATHER_MS)),
        ),
      )
      const cpuBefore = process.cpuUsage()
      const begun = performance.now()
      await emitSteadily(feed, READINGS_A_SECOND, SECONDS)
      await new Promise((resolve) => setTimeout(resolve, 500))
      const cpu = process.cpuUsage(cpuBefore)
      const elapsed = performance.now() - begun
      const status = (await (await fetch(`${server.url}/api/status`)).json()) as { framesSkipped: number }
      for (const go of leave) go()
      const value = quantile(latencies, 0.99)
      const load = ((cpu.user + cpu.system) / 1000 / elapsed) * 100
      return {
        value,
        unit: 'ms',
        against: `what a reading waits by design: ${GATHER_MS} ms for its batch, ${PACE_MS - GATHER_MS} ms for the frame`,
        ratio: value / PACE_MS,
        holds: value <= BUDGET_MS && status.framesSkipped === 0,
        detail: `${latencies.length.toLocaleString('en')} frames, median ${quantile(latencies, 0.5).toFixed(0)} ms, each with the whole wait for the batch; server and all clients in one process at ${load.toFixed(0)} % of a core; ${status.framesSkipped} frames skipped`,
      }
    },
  },
]
