import { createServer } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { ServerStartError } from '../errors.ts'
import { isLoopback } from './guard.ts'

/**
 * Listens, and says which port it is (0 takes a free one).
 * @throws ServerStartError when the system does not give the address: what is in the way, and what to do
 */
export async function listen(app: FastifyInstance, bind: string, port: number): Promise<number> {
  try {
    await app.listen({ host: bind, port })
  } catch (error) {
    throw refused(error, bind, port)
  }
  const address = app.server.address()
  return typeof address === 'object' && address !== null ? address.port : port
}

/**
 * Before rooms, store and devices are opened, which takes a while: would the system give the address?
 * @throws ServerStartError as `listen` would
 */
export async function refuseTakenPort(bind: string, port: number): Promise<void> {
  const probe = createServer()
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject)
      probe.listen({ host: bind, port, exclusive: true }, resolve)
    })
  } catch (error) {
    throw refused(error, bind, port)
  }
  await new Promise((resolve) => probe.close(resolve))
}

/** @throws ServerStartError where others would be let in and nobody would have to sign in */
export function refuseOpenDoor(bind: string, usersFile: string | undefined): void {
  if (isLoopback(bind) || usersFile !== undefined) return
  throw new ServerStartError(
    `Listening on ${bind} lets others in, and nobody would have to sign in. Make a user with \`oblak user set NAME --role operator\` and start with --users users.json; or stay on 127.0.0.1 and come through a tunnel (ssh -L).`,
  )
}

function refused(error: unknown, bind: string, port: number): ServerStartError {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  return new ServerStartError(`${reason(code, bind, port)} (${code}).`, { cause: error })
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
