import type { Pool } from './work.ts'

/** Something of which less is left than is needed. */
export interface Shortage {
  readonly what: 'vCPU' | 'memory' | 'GPUs' | 'power' | 'cooling' | 'hosts that are large enough' | 'another site'
  /** A site, or a thing of its power chain or cooling, by its path. */
  readonly where: string
  /** Of hosts: which of them. */
  readonly pool?: Pool
  /** Of hosts that are large enough: for which work. */
  readonly work?: string
  /** Of power: the line that is beyond its limit, or all of them together. */
  readonly by?: 'l1' | 'l2' | 'l3' | 'total'
  readonly needed: number
  readonly left: number
  readonly unit: 'vCPU' | 'B' | 'GPU' | 'A' | 'W' | 'VA' | 'copies'
}

/** How many times what is left is needed. */
export function severity({ needed, left }: Shortage): number {
  return left > 0 ? needed / left : Number.POSITIVE_INFINITY
}
