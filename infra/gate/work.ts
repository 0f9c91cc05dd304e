import type { RECOVERY_CLASSES, Tier } from '../policy/service-labels.ts'
import { type Request, times } from './request.ts'

/** Nodes with GPUs take only work that asks for some: they are tainted. */
export const POOLS = ['servers', 'gpus'] as const
export type Pool = (typeof POOLS)[number]

export type RecoveryClass = (typeof RECOVERY_CLASSES)[number]

/** Copies of one workload at one site, whoever describes them. */
export interface Work {
  readonly site: string
  readonly service: string
  readonly name: string
  /** Undefined where nobody says it: then it is taken to have to survive. */
  readonly recovery: RecoveryClass | undefined
  /** Undefined where nobody says it. */
  readonly tier: Tier | undefined
  readonly pool: Pool
  readonly copies: number
  /** That a scaler may make of it when it is busy. @default none: it is not scaled */
  readonly most?: number
  /** Of one copy. */
  readonly each: Request
  /** What is not known of it, in words: it asks at least what is counted. */
  readonly unknown: readonly string[]
}

/** The same at every site. */
export function nameOfWork({ service, name }: Pick<Work, 'service' | 'name'>): string {
  return `${service}/${name}`
}

/** What all copies ask. */
export function asksOfWork({ copies, each }: Work): Request {
  return times(each, copies)
}

export function poolOf({ gpus }: Request): Pool {
  return gpus > 0 ? 'gpus' : 'servers'
}
