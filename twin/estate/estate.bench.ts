import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { Benchmark, BenchResult } from '../kit/bench/benchmark.ts'
import { shippedFolder } from './estate-folder.ts'
import { type EstateSize, generateEstate } from './generate/generate-estate.ts'
import { loadEstate } from './load-estate.ts'

/** Seconds of a load, its indexes known as they are from the second load on, and of parsing the same YAML alone. */
async function measured(
  size: EstateSize,
  most: { readonly seconds: number; readonly megabytes: number },
): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'oblak-bench-'))
  try {
    for (const [name, text] of generateEstate(size, shippedFolder())) await writeFile(join(folder, name), text)
    const first = await timed(() => loadEstate(folder, { writeIds: true }))
    const again = await timed(() => loadEstate(folder, { writeIds: false }))
    const bare = await timed(() => parseAll(folder))
    // Each file of benchmarks has a process of its own, and the greatest estate is loaded in it first.
    const megabytes = Math.round(process.resourceUsage().maxRSS / 1024)
    const { estate } = again.result
    return {
      value: Number(again.seconds.toFixed(2)),
      unit: 's',
      against: `parsing its YAML alone, ${(bare.seconds * 1000).toFixed(0)} ms`,
      ratio: Number((again.seconds / bare.seconds).toFixed(1)),
      holds: Math.max(first.seconds, again.seconds) <= most.seconds && megabytes <= most.megabytes,
      detail: `${estate.ofKind('rack').length.toLocaleString('en')} racks, ${estate.extent.toLocaleString('en')} things; ${again.cpuSeconds.toFixed(2)} s of CPU; at first ${first.seconds.toFixed(2)} s; peak ${megabytes.toLocaleString('en')} MB`,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

interface Timed<T> {
  readonly result: T
  readonly seconds: number
  readonly cpuSeconds: number
}

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  const result = await work()
  const { user, system } = process.cpuUsage(cpu)
  return { result, seconds: (performance.now() - began) / 1000, cpuSeconds: (user + system) / 1e6 }
}

async function parseAll(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (name.endsWith('.yaml')) parse(await readFile(join(folder, name), 'utf8'))
  }
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'estate of 2035 loads from its patterns',
    budget: '≤ 5 s and ≤ 1,500 MB',
    run: () => measured('2035', { seconds: 5, megabytes: 1500 }),
  },
  {
    name: 'estate of today loads',
    budget: '≤ 1 s',
    run: () => measured('today', { seconds: 1, megabytes: 1500 }),
  },
]
