import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { join } from 'node:path'

export type Tree = (path: string) => Record<string, unknown> | undefined

export interface RedfishServer extends AsyncDisposable {
  readonly url: string
  /** Sessions that are open on the device now, and all ever begun. */
  readonly sessions: () => number
  readonly begun: () => number
  readonly requests: readonly string[]
  /** Forgets all sessions, as a device does that was reset. */
  forget(): void
}

interface Behaviour {
  readonly tree: Tree
  /** Answers a request itself where it returns true. */
  readonly intercept?: (request: IncomingMessage, response: ServerResponse) => boolean | Promise<boolean>
  readonly authentication?: 'sessions' | 'basic' | 'none'
  readonly maxSessions?: number
  readonly sessionDelayMs?: number
  readonly tls?: { readonly key: string; readonly cert: string }
}

export const USER = { UserName: 'reader', Password: 'correct horse' }

/** A Redfish service that enforces what real ones do: nothing without a session but the root, sessions counted. */
export async function redfishServer(behaviour: Behaviour): Promise<RedfishServer> {
  const open = new Map<string, string>()
  const requests: string[] = []
  const authentication = behaviour.authentication ?? 'sessions'
  let begun = 0
  const send = (response: ServerResponse, status: number, body?: unknown, headers: Record<string, string> = {}) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(body === undefined ? undefined : JSON.stringify(body))
  }
  const isAllowed = (request: IncomingMessage) => {
    if (authentication === 'none') return true
    const pair = Buffer.from(`${USER.UserName}:${USER.Password}`).toString('base64')
    if (request.headers.authorization === `Basic ${pair}`) return true
    return open.has(String(request.headers['x-auth-token']))
  }
  const login = async (request: IncomingMessage, response: ServerResponse) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const given = JSON.parse(text)
    if (given.UserName !== USER.UserName || given.Password !== USER.Password) return send(response, 401, { error: {} })
    if (open.size >= (behaviour.maxSessions ?? 8)) {
      const error = { '@Message.ExtendedInfo': [{ MessageId: 'RAC0218', Message: 'maximum number of user sessions' }] }
      return send(response, 503, { error })
    }
    begun++
    const [id, token] = [`s${begun}`, `token-${begun}`]
    open.set(token, id)
    if (behaviour.sessionDelayMs) await new Promise((resolve) => setTimeout(resolve, behaviour.sessionDelayMs))
    const location = `/redfish/v1/SessionService/Sessions/${id}`
    return send(response, 201, { '@odata.id': location, Id: id }, { 'x-auth-token': token, location })
  }
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://device')
    const path = url.pathname.replace(/\/$/, '')
    requests.push(`${request.method} ${request.url}`)
    if (await behaviour.intercept?.(request, response)) return undefined
    if (request.method === 'POST' && path === '/redfish/v1/SessionService/Sessions') {
      return authentication === 'basic' ? send(response, 404, {}) : login(request, response)
    }
    if (path !== '/redfish/v1' && !isAllowed(request)) return send(response, 401, { error: { message: 'no session' } })
    if (request.method === 'DELETE') {
      const id = path.slice(path.lastIndexOf('/') + 1)
      for (const [token, session] of open) if (session === id) open.delete(token)
      return send(response, 204)
    }
    const body = behaviour.tree(path)
    if (!body) return send(response, 404, { error: { message: 'no such resource' } })
    const isExpanded = url.searchParams.get('$expand')?.startsWith('.') && Array.isArray(body.Members)
    if (!isExpanded) return send(response, 200, body)
    const members = (body.Members as { '@odata.id': string }[]).map((one) => behaviour.tree(one['@odata.id']) ?? one)
    return send(response, 200, { ...body, Members: members })
  }
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch(() => response.destroy())
  }
  const server: Server = behaviour.tls ? createTlsServer(behaviour.tls, listener) : createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `redfish+${behaviour.tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    sessions: () => open.size,
    begun: () => begun,
    requests,
    forget: () => open.clear(),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** A mock-up as DMTF publishes them: one `index.json` a resource. */
export function mockup(folder: string): Tree {
  return (path) => {
    const file = join(folder, path.replace(/^\/redfish\/v1/, ''), 'index.json')
    return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
  }
}

/** A tree written in a test; `@odata.id` is put in by itself. */
export function tree(resources: Readonly<Record<string, Record<string, unknown>>>): Tree {
  const root = {
    RedfishVersion: '1.15.0',
    Chassis: link('/redfish/v1/Chassis'),
    Links: { Sessions: link('/redfish/v1/SessionService/Sessions') },
  }
  const all: Record<string, Record<string, unknown>> = { '/redfish/v1': root, ...resources }
  return (path) => (all[path] ? { '@odata.id': path, ...all[path] } : undefined)
}

export const link = (path: string) => ({ '@odata.id': path })
export const collection = (...paths: string[]) => ({ Members: paths.map(link) })
