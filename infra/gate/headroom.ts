import type { AfterLoss } from './gate.ts'
import type { Loss } from './loss.ts'
import type { Shortage } from './shortage.ts'
import type { Pool } from './work.ts'

/** How full something is when it is fullest, after any single loss. */
export interface Headroom {
  readonly of: 'hosts' | 'UPS' | 'line' | 'cooling'
  /** A site, a UPS, a hall, or the first chiller of a loop. */
  readonly path: string
  /** Of hosts: which of them. */
  readonly pool?: Pool
  /** What is full there: vCPU, or the path of the thing with its line. */
  readonly what: string
  readonly needed: number
  readonly left: number
  readonly unit: Shortage['unit']
  readonly after: Loss
}

/** Of each pool of hosts, UPS, hall and loop of chillers the fullest that any single loss leaves. */
export function headroomOf(losses: readonly AfterLoss[]): readonly Headroom[] {
  const worst = new Map<string, Headroom>()
  for (const one of losses) {
    for (const found of [...hostsAfter(one), ...chainAfter(one)]) {
      const key = `${found.of} ${found.path} ${found.pool ?? ''}`
      const known = worst.get(key)
      if (!known || fullness(found) > fullness(known)) worst.set(key, found)
    }
  }
  return [...worst.values()]
}

/** 1 is full, more is too much; infinite where something is needed of nothing. */
export function fullness({ needed, left }: Pick<Headroom, 'needed' | 'left'>): number {
  if (left > 0) return needed / left
  return needed > 0 ? Number.POSITIVE_INFINITY : 0
}

function hostsAfter({ loss: after, pools }: AfterLoss): readonly Headroom[] {
  return pools.flatMap(({ site: path, pool, needed, left }) => {
    const of = { of: 'hosts', path, pool, after } as const
    return [
      { ...of, what: 'GPUs', needed: needed.gpus, left: left.gpus, unit: 'GPU' } as const,
      { ...of, what: 'vCPU', needed: needed.threads, left: left.threads, unit: 'vCPU' } as const,
      { ...of, what: 'memory', needed: needed.memory, left: left.memory, unit: 'B' } as const,
    ]
  })
}

function chainAfter({ fullest, loss: after }: AfterLoss): readonly Headroom[] {
  return fullest.map(({ by, group, needed, left, unit, where }) => {
    const line = by === undefined || by === 'total' ? '' : `, line ${by.slice(1)}`
    return { ...group, what: `${where}${line}`, needed, left, unit, after }
  })
}
