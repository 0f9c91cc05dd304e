import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadEstate } from '../../twin/estate/load-estate.ts'
import type { Benchmark } from '../../twin/kit/bench/benchmark.ts'
import { once } from '../../twin/kit/bench/once.ts'
import type { Estate } from '../../twin/model/estate.ts'

/** Makes, judges and writes stacks below a folder. @returns how many of what, in words */
type Make = (estate: Estate, folder: string) => Promise<string>

/**
 * Two lines: the time that it takes to make stacks of the shipped estate, CDKTF being loaded in it, and the most memory that the process held. Each file of benchmarks is a
 * process of its own: one such pair a file.
 */
export function synthCost(
  name: string,
  most: { readonly seconds: number; readonly MB: number },
  make: Make,
): readonly Benchmark[] {
  const measured = once(async () => {
    const folder = await mkdtemp(join(tmpdir(), 'oblak-bench-'))
    try {
      const loading = process.cpuUsage()
      const { estate } = await loadEstate(undefined)
      const [estateSeconds, before, began] = [cpuSeconds(loading), process.cpuUsage(), performance.now()]
      const what = await make(estate, folder)
      return {
        seconds: cpuSeconds(before),
        estateSeconds,
        clock: (performance.now() - began) / 1000,
        // Of Linux in kilobytes of 1,024 bytes.
        MB: (process.resourceUsage().maxRSS * 1024) / 1e6,
        what,
      }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
  return [
    {
      name,
      budget: `≤ ${most.seconds} s`,
      run: async () => {
        const { seconds, estateSeconds, clock, what } = await measured()
        return {
          value: Number(seconds.toFixed(2)),
          unit: 'CPU-s',
          against: `loading the estate (${estateSeconds.toFixed(2)} CPU-s)`,
          ratio: seconds / estateSeconds,
          holds: seconds <= most.seconds,
          detail: `${what}; ${clock.toFixed(2)} s by the clock`,
        }
      },
    },
    {
      name: `${name}: memory`,
      budget: `≤ ${most.MB} MB`,
      run: async () => {
        const { MB } = await measured()
        return { value: Math.round(MB), unit: 'MB', holds: MB <= most.MB, detail: 'with the estate in it' }
      },
    },
  ]
}

function cpuSeconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}
