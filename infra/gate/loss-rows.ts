import type { AfterLoss } from './gate.ts'

/** What is needed of one thing after a loss, and left of it, to be compared by whoever reads it. */
export interface LossRow {
  readonly what: string
  readonly where: string
  readonly needed: number
  readonly left: number
  readonly unit: string
}

/** The rows of a loss: all pools, and what is short besides. It fits where in no row more is needed than is left. */
export function lossRows({ pools, shortages }: AfterLoss): readonly LossRow[] {
  const rows = pools.flatMap(({ site, pool, needed, left, units }): readonly LossRow[] => {
    const where = pool === 'gpus' ? `${site}, nodes with GPUs` : site
    return [
      { what: 'vCPU', where, needed: exact(needed.threads), left: exact(left.threads), unit: 'vCPU' },
      { what: 'memory', where, needed: exact(needed.memory / GIB), left: exact(left.memory / GIB), unit: 'GiB' },
      { what: 'GPUs', where, needed: exact(needed.gpus), left: exact(left.gpus), unit: 'GPU' },
      { what: 'rack units of hosts', where, needed: exact(units.needed), left: exact(units.left), unit: 'U' },
    ]
  })
  const ofPools = new Set<string>(['vCPU', 'memory', 'GPUs'])
  const others = shortages.filter(({ what }) => !ofPools.has(what))
  return [...rows, ...others.map(({ what, where, needed, left, unit }) => ({ what, where, needed, left, unit }))]
}

const GIB = 2 ** 30

/** Sums of tenths, made what they would be. */
function exact(value: number): number {
  return Math.round(value * 1e6) / 1e6
}
