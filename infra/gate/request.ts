/** What work asks of nodes. Memory in bytes; threads are CPUs as Kubernetes counts them. */
export interface Request {
  readonly threads: number
  readonly memory: number
  readonly gpus: number
}

export const NOTHING: Request = { threads: 0, memory: 0, gpus: 0 }

export function together(a: Request, b: Request): Request {
  return { threads: a.threads + b.threads, memory: a.memory + b.memory, gpus: a.gpus + b.gpus }
}

/** Of each the larger; one of the two itself where it has all of it. */
export function largest(a: Request, b: Request): Request {
  if (isNoLess(a, b)) return a
  if (isNoLess(b, a)) return b
  return {
    threads: Math.max(a.threads, b.threads),
    memory: Math.max(a.memory, b.memory),
    gpus: Math.max(a.gpus, b.gpus),
  }
}

function isNoLess(a: Request, b: Request): boolean {
  return a.threads >= b.threads && a.memory >= b.memory && a.gpus >= b.gpus
}

export function times({ threads, memory, gpus }: Request, copies: number): Request {
  return { threads: threads * copies, memory: memory * copies, gpus: gpus * copies }
}

/** Sums of tenths are not exact. */
const ROUNDING = 1e-9

/** How many times what is asked is in what is there. */
export function copiesIn(each: Request, there: Request): number {
  let fits = Number.POSITIVE_INFINITY
  for (const what of PARTS) {
    if (each[what] > 0) fits = Math.min(fits, Math.floor((there[what] / each[what]) * (1 + ROUNDING)))
  }
  return Math.max(0, fits)
}

const PARTS = ['threads', 'memory', 'gpus'] as const
