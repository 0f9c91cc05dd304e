import { loadEstate } from '../../twin/estate/load-estate.ts'
import type { Benchmark } from '../../twin/kit/bench/benchmark.ts'
import { once } from '../../twin/kit/bench/once.ts'
import { meansOf } from '../catalogue/site-means.ts'
import { STATE_CATALOGUE } from '../catalogue/state-catalogue.ts'
import { topologyOf } from '../labels/topology.ts'
import { catalogueWork } from './catalogue-work.ts'
import { Gate } from './gate.ts'
import { verdictOf } from './verdict.ts'

const MOST_CPU_SECONDS = 5

/** The catalogue judged by every single loss of the shipped estate, its power chain made anew. */
const measured = once(async () => {
  const { estate } = await loadEstate(undefined)
  const topology = topologyOf(estate)
  const work = catalogueWork(STATE_CATALOGUE, meansOf(topology))
  const before = process.cpuUsage()
  const { losses } = verdictOf(new Gate(estate, topology), work)
  const { system, user } = process.cpuUsage(before)
  return { cpuSeconds: (user + system) / 1e6, losses: losses.length }
})

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'the gate: all services after every single loss of the shipped estate',
    budget: `≤ ${MOST_CPU_SECONDS} s`,
    run: async () => {
      const { cpuSeconds, losses } = await measured()
      return {
        value: Number(cpuSeconds.toFixed(2)),
        unit: 'CPU-s',
        holds: cpuSeconds <= MOST_CPU_SECONDS,
        detail: `${losses} losses; the power chain is made in it, loading the estate is not`,
      }
    },
  },
]
