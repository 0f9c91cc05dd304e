import { loadEstate } from '../../twin/estate/load-estate.ts'
import type { Benchmark } from '../../twin/kit/bench/benchmark.ts'
import { once } from '../../twin/kit/bench/once.ts'
import { meansOf } from '../catalogue/site-means.ts'
import { STATE_CATALOGUE } from '../catalogue/state-catalogue.ts'
import { topologyOf } from '../labels/topology.ts'
import { catalogueWork } from './catalogue-work.ts'
import { Gate } from './gate.ts'
import { verdictOf } from './verdict.ts'
import type { Work } from './work.ts'

const MOST_CPU_SECONDS = 5

/** What is too much for Belgrade with nothing lost, and so after nearly every loss: its hosts have no room, nor have its chillers. */
const TOO_MUCH: Work = {
  site: 'belgrade',
  service: 'bench',
  name: 'too-much',
  recovery: 'active-active',
  tier: '2',
  pool: 'servers',
  copies: 60_000,
  each: { threads: 4, memory: 16 * 2 ** 30, gpus: 0 },
  unknown: [],
}

/** The catalogue, with more or without, judged by every single loss of the shipped estate, its power chain made anew. */
async function judged(more: readonly Work[]) {
  const { estate } = await loadEstate(undefined)
  const topology = topologyOf(estate)
  const work = [...catalogueWork(STATE_CATALOGUE, meansOf(topology)), ...more]
  const before = process.cpuUsage()
  const { change, losses } = verdictOf(new Gate(estate, topology), work)
  const { system, user } = process.cpuUsage(before)
  const refused = losses.filter(({ shortages }) => shortages.length > 0).length
  const isAnswered = more.length === 0 ? refused === 0 : change !== undefined
  return { cpuSeconds: (user + system) / 1e6, losses: losses.length, refused, isAnswered }
}

function line(name: string, more: readonly Work[]): Benchmark {
  const measured = once(() => judged(more))
  return {
    name,
    budget: `≤ ${MOST_CPU_SECONDS} s`,
    run: async () => {
      const { cpuSeconds, isAnswered, losses, refused } = await measured()
      return {
        value: Number(cpuSeconds.toFixed(2)),
        unit: 'CPU-s',
        holds: isAnswered && cpuSeconds <= MOST_CPU_SECONDS,
        detail: `${refused} of ${losses} losses refused; the power chain is made in it, loading the estate is not`,
      }
    },
  }
}

export const benchmarks: readonly Benchmark[] = [
  line('the gate: all services after every single loss of the shipped estate', []),
  line('the gate: a plan that is refused by nearly every loss, the smallest change of each and of all', [TOO_MUCH]),
]
