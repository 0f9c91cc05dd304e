import type { Benchmark } from '../kit/bench/benchmark.ts'
import { decodeFrame, encodeFrame, type Frame } from './frame.ts'

const COUNT = 100_000
const ROUNDS = 400
const BUDGET_MS = 0.1

function sample(): Frame {
  const ids = Uint32Array.from({ length: COUNT }, (_, i) => i * 3)
  const values = Float32Array.from({ length: COUNT }, (_, i) => 20 + Math.sin(i) * 5)
  return { kind: 'full', metric: 'temperature', view: 0, sequence: 1, at: 1.7e12, ids, values }
}

/** The median of many, in ms: the machine is shared. */
function median(run: () => unknown, rounds: number): number {
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const begun = performance.now()
    run()
    times.push(performance.now() - begun)
  }
  times.sort((a, b) => a - b)
  return times[rounds >> 1] ?? Number.NaN
}

function asJson({ ids, values }: Frame): string {
  return JSON.stringify({ ids: Array.from(ids), values: Array.from(values) })
}

export const benchmarks: readonly Benchmark[] = [
  {
    name: 'live frame of 100,000 values: encode',
    budget: '≤ 0.1 ms',
    run: async () => {
      const frame = sample()
      const spare = encodeFrame(frame)
      const value = median(() => encodeFrame(frame, spare), ROUNDS)
      const fresh = median(() => encodeFrame(frame), ROUNDS)
      const json = median(() => asJson(frame), 10)
      const against = `faster than JSON (${json.toFixed(1)} ms)`
      const detail = `median of ${ROUNDS}, into the buffer of an earlier frame as the server does; into fresh memory ${fresh.toFixed(3)} ms`
      return { value, unit: 'ms', against, ratio: json / value, holds: value <= BUDGET_MS, detail }
    },
  },
  {
    name: 'live frame of 100,000 values: decode',
    budget: '≤ 0.1 ms',
    run: async () => {
      const frame = sample()
      const bytes = encodeFrame(frame)
      const text = asJson(frame)
      const column = new Float32Array(COUNT * 3)
      // What the page does with it: each value into the column that the picture reads.
      const keep = ({ ids, values }: { readonly ids: ArrayLike<number>; readonly values: ArrayLike<number> }) => {
        for (let i = 0; i < ids.length; i++) column[ids[i] as number] = values[i] as number
      }
      const value = median(() => decodeFrame(bytes), ROUNDS)
      const json = median(() => JSON.parse(text), 10)
      const kept = median(() => keep(decodeFrame(bytes)), ROUNDS)
      const jsonKept = median(() => keep(JSON.parse(text)), 10)
      const against = `faster than JSON with every value copied into the page's column (${jsonKept.toFixed(1)} ms)`
      const detail = `median of ${ROUNDS}; views of the bytes, nothing is copied (JSON.parse ${json.toFixed(1)} ms); with every value copied into the column, as the ratio compares, ${kept.toFixed(3)} ms`
      return { value, unit: 'ms', against, ratio: jsonKept / kept, holds: value <= BUDGET_MS, detail }
    },
  },
]
