import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Placements } from '../../analysis/placement/placements.ts'
import { declaredLoads } from '../../analysis/power/declared-loads.ts'
import { powerGraph } from '../../analysis/power/power-graph.ts'
import { estateDuring } from '../../analysis/reservations/standing.ts'
import { shippedFolder } from '../../estate/estate-folder.ts'
import { generateEstate } from '../../estate/generate/generate-estate.ts'
import { loadEstate } from '../../estate/load-estate.ts'
import type { Benchmark, BenchResult } from '../../kit/bench/benchmark.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import type { DatedEdit } from '../../model/reservation.ts'
import { rackUnits, watts } from '../../model/units.ts'

/** Seconds of the processor for a question, once the single losses are known. */
async function question(size: 'today' | '2035', reservations = 0): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), 'oblak-bench-'))
  try {
    for (const [name, text] of generateEstate(size, shippedFolder())) await writeFile(join(folder, name), text)
    const loaded = (await loadEstate(folder, { writeIds: false })).estate
    const begunAt = performance.now()
    const { edits, estate } = estateDuring(loaded, reserve(loaded, reservations), { from: FROM })
    const standing = performance.now() - begunAt
    const graph = powerGraph(estate)
    const began = performance.now()
    const placements = new Placements(estate, graph, declaredLoads(estate, graph))
    const before = (performance.now() - began) / 1000
    const request = { count: 12, units: 2, watts: 1800, feeds: 2, phase: 'single' } as const
    // Of the processor: on a machine that others use too the clock tells of them.
    const rounds = [0, 1, 2, 3, 4].map(() => {
      const asked = process.cpuUsage()
      const { racks } = placements.find(request)
      const { system, user } = process.cpuUsage(asked)
      return { seconds: (system + user) / 1e6, racks }
    })
    const [, , median] = rounds.sort((one, other) => one.seconds - other.seconds)
    const seconds = median?.seconds ?? Number.NaN
    return {
      value: Number(seconds.toFixed(2)),
      unit: 'CPU-s',
      holds: seconds <= 1,
      detail: `twelve of 2 U and 1.8 kW in ${median?.racks.toLocaleString('en')} racks; median of five, collection of garbage among it; losses and racks computed before in ${before.toFixed(1)} s${edits.length > 0 ? `; ${edits.length} reservations put in their places in ${standing.toFixed(0)} ms` : ''}`,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const FROM = '2030-01-01' as Day

/** One device of 2 U and 1.8 kW in each of so many racks, evenly over the estate, corded to both sides. */
function reserve(estate: Estate, count: number): readonly DatedEdit[] {
  const racks = estate.ofKind('rack')
  return Array.from({ length: count }, (_, number): DatedEdit => {
    const rack = racks[Math.floor((number * racks.length) / count)]
    const pdus = estate.children(rack?.path ?? '').filter(({ kind }) => kind === 'rack-pdu')
    const id = `r${number + 1}`
    const cords = pdus.slice(0, 2).map(({ path }, place) => ({ supply: place + 1, pdu: path, outlet: 1 }))
    const is = { figures: { units: rackUnits(2), watts: watts(1800) } }
    const devices = rack
      ? [{ rack: rack.path, name: id, position: rackUnits(1), face: 'front' as const, is, cords }]
      : []
    return { id, name: id, from: FROM, devices }
  })
}

export const benchmarks: readonly Benchmark[] = [
  { name: 'where twelve servers fit, today', budget: '≤ 1 s', run: () => question('today') },
  { name: 'the same beside 1,000 reservations, today', budget: '≤ 1 s', run: () => question('today', 1_000) },
  { name: 'where twelve servers fit, 2035', budget: '≤ 1 s', run: () => question('2035') },
  { name: 'the same beside 1,000 reservations, 2035', budget: '≤ 1 s', run: () => question('2035', 1_000) },
]
