import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Failures } from '../../analysis/failover/failure.ts'
import { settledWith } from '../../analysis/failover/settled.ts'
import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { shippedFolder } from '../../estate/estate-folder.ts'
import { generateEstate } from '../../estate/generate/generate-estate.ts'
import { loadEstate } from '../../estate/load-estate.ts'
import type { Benchmark, BenchResult } from '../../kit/bench/benchmark.ts'

/** Seconds for the loss of each node of the power chain, one after another; against computing each from nothing. */
async function allSingleFailures(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'oblak-bench-'))
  try {
    for (const [name, text] of generateEstate('today', shippedFolder())) await writeFile(join(folder, name), text)
    const { estate } = await loadEstate(folder, { writeIds: false })
    const graph = powerGraph(estate)
    const loads = declaredLoads(estate, graph)
    const failures = new Failures(graph, loads)
    const rounds = [0, 1, 2].map(() =>
      timed(() => {
        for (const number of graph.nodes.keys()) failures.ofNodes(new Set([number]), [])
      }),
    )
    const seconds = rounds.sort((one, other) => one - other)[1] ?? Number.NaN
    // Every sixtieth suffices for the peer: each costs the same.
    const sample = graph.nodes.flatMap((_, number) => (number % 60 === 0 ? [number] : []))
    const anew = timed(() => {
      for (const number of sample) {
        settledWith(graph, loads, { nodes: new Set([number]), banks: new Set(), batteries: true })
      }
    })
    const peer = (anew / sample.length) * graph.nodes.length
    return {
      value: Number(seconds.toFixed(2)),
      unit: 's',
      against: `each from nothing, by every sixtieth: ${peer.toFixed(1)} s`,
      ratio: Number((peer / seconds).toFixed(1)),
      holds: seconds <= 2,
      detail: `${graph.nodes.length.toLocaleString('en')} losses, ${graph.devices.devices.length.toLocaleString('en')} devices; median of three rounds`,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function timed(work: () => void): number {
  const began = performance.now()
  work()
  return (performance.now() - began) / 1000
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'all single failures of today', budget: '≤ 2 s', run: allSingleFailures },
]
