import type { FastifyInstance } from 'fastify'
import { ServerStartError } from '../errors.ts'

/**
 * Listens, and says which port it is (0 takes a free one).
 * @throws ServerStartError when the system does not give the address: what is in the way, and what to do
 */
export async function listen(app: FastifyInstance, bind: string, port: number): Promise<number> {
  try {
    await app.listen({ host: bind, port })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    throw new ServerStartError(`${reason(code, bind, port)} (${code}).`, { cause: error })
  }
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

function reason(code: string, bind: string, port: number): string {
  if (code === 'EADDRINUSE') {
    return `Another program listens on ${bind}, port ${port}, maybe another Oblak. Stop it, or start with another --port; 0 takes a free one`
  }
  if (code === 'EACCES') {
    return `The system does not let this user open port ${port} on ${bind}. Start with a --port from 1024 up, and put a proxy before it`
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return `--bind is ${bind}; no interface of this machine has that address. Give one that it has, or 0.0.0.0 for all`
  }
  return `Port ${port} on ${bind} cannot be opened`
}
