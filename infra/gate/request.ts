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

/** Of each the larger. */
export function largest(a: Request, b: Request): Request {
  return {
    threads: Math.max(a.threads, b.threads),
    memory: Math.max(a.memory, b.memory),
    gpus: Math.max(a.gpus, b.gpus),
  }
}

export function times({ threads, memory, gpus }: Request, copies: number): Request {
  return { threads: threads * copies, memory: memory * copies, gpus: gpus * copies }
}
