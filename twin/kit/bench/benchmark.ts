/**
 * A measured budget of docs/benchmarks. `*.bench.ts` files export `benchmarks`; `npm run bench` bundles each file, runs it in
 * a process of its own and records the lines.
 */
export interface Benchmark {
  readonly name: string
  /** The budget in words: `≥ 2 M lines/s on one core`. */
  readonly budget: string
  run(): Promise<BenchResult>
}

export interface BenchResult {
  readonly value: number
  readonly unit: string
  /** What it was compared with in the same run. */
  readonly against?: string
  /** Ours to theirs, as the budget counts it. */
  readonly ratio?: number
  /** Does the budget hold? */
  readonly holds: boolean
  readonly detail?: string
}
