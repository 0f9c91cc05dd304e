import type { Benchmark } from '../../../twin/kit/bench/benchmark.ts'
import { LineKeys } from './schema/line-keys.ts'
import { directoryOf } from './testing/directory.ts'
import { LineBuffer } from './write/line-buffer.ts'
export const benchmarks: readonly Benchmark[] = [
  {
    name: 'serialise',
    budget: '2M',
    run: async () => {
      const paths = Array.from(
        { length: 20000 },
        (_, i) => `kragujevac/hall-1/row-${i % 26}/rack-${Math.floor(i / 20)}/pdu-a/outlet-${i % 20}/power`,
      )
      const keys = new LineKeys(directoryOf(paths))
      const buffer = new LineBuffer(keys, () => false)
      const n = 5000
      const mk = (o: number) => ({
        point: Uint32Array.from({ length: n }, (_, i) => o + i),
        at: new Float64Array(n).fill(1.7e12 + o),
        value: Float64Array.from({ length: n }, () => Math.round(Math.random() * 100000) / 10),
        quality: new Uint8Array(n),
      })
      const bs = [mk(0), mk(5000), mk(10000), mk(15000)]
      const rows = Uint32Array.from({ length: n }, (_, i) => i)
      const out: string[] = []
      for (const sharing of [false, true]) {
        for (let r = 0; r < 100; r++) buffer.encode(bs[r & 3]!, rows, 0, n, sharing)
        const t = performance.now()
        for (let r = 0; r < 1000; r++) buffer.encode(bs[r & 3]!, rows, 0, n, sharing)
        out.push(String((1000 * n) / (performance.now() - t) / 1000))
      }
      return { value: 1, unit: out.join(' '), holds: true }
    },
  },
]
