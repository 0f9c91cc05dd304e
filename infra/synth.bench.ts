import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEstate } from '../twin/estate/load-estate.ts'
import type { Benchmark } from '../twin/kit/bench/benchmark.ts'
import { once } from '../twin/kit/bench/once.ts'

const MOST_SECONDS = 2
const MOST_MB = 250

/** All stacks of the shipped estate, made, judged and written; CDKTF is loaded in the time that is taken. */
const measured = once(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'oblak-bench-'))
  try {
    const { estate } = await loadEstate(undefined)
    const [began, before] = [performance.now(), process.cpuUsage()]
    const { synthesize } = await import('./synth.ts')
    const { stacks } = await synthesize(estate, join(folder, 'out'), { backend: 'local' })
    const { user, system } = process.cpuUsage(before)
    const count = (isTopology: boolean) =>
      stacks
        .filter(({ name }) => name.startsWith('topology-') === isTopology)
        .flatMap(({ resources }) => Object.values(resources))
        .reduce((sum, number) => sum + number, 0)
    return {
      cpuSeconds: (user + system) / 1e6,
      seconds: (performance.now() - began) / 1000,
      // The estate and all that the process ever held, in bytes of 1,024 a kilobyte.
      residentMB: (process.resourceUsage().maxRSS * 1024) / 1e6,
      what: `${stacks.length} stacks, ${count(false)} resources and ${count(true).toLocaleString('en')} labels and taints of nodes`,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'all stacks of the shipped estate: made, judged and written',
    budget: `≤ ${MOST_SECONDS} s`,
    run: async () => {
      const { cpuSeconds, seconds, what } = await measured()
      return {
        value: Number(cpuSeconds.toFixed(2)),
        unit: 'CPU-s',
        holds: cpuSeconds <= MOST_SECONDS,
        detail: `${what}; loading CDKTF is in it, loading the estate not; ${seconds.toFixed(2)} s by the clock`,
      }
    },
  },
  {
    name: 'the same: memory',
    budget: `≤ ${MOST_MB} MB`,
    run: async () => {
      const { residentMB } = await measured()
      return {
        value: Math.round(residentMB),
        unit: 'MB',
        holds: residentMB <= MOST_MB,
        detail: 'the most that the process ever held, the estate among it',
      }
    },
  },
]
