import { loadEstate } from '../../twin/estate/load-estate.ts'
import type { Benchmark } from '../../twin/kit/bench/benchmark.ts'
import { STATE_CATALOGUE } from '../catalogue/state-catalogue.ts'
import { declaredCloud } from './declared-cloud.ts'

const MOST_CPU_SECONDS = 5

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'the cloud: all services and racks of the shipped estate, and which racks stop with every power block, UPS and feed',
    budget: `≤ ${MOST_CPU_SECONDS} s`,
    run: async () => {
      const { estate } = await loadEstate(undefined)
      const before = process.cpuUsage()
      const { powerFailures, racks } = declaredCloud(estate, STATE_CATALOGUE)
      const { system, user } = process.cpuUsage(before)
      const cpuSeconds = (user + system) / 1e6
      return {
        value: Number(cpuSeconds.toFixed(2)),
        unit: 'CPU-s',
        holds: racks.length > 1000 && powerFailures.length > 0 && cpuSeconds <= MOST_CPU_SECONDS,
        detail: `${racks.length} racks; loading the estate is not in it`,
      }
    },
  },
]
