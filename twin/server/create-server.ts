import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance } from 'fastify'
import { ServerProblem } from './errors.ts'
import { CompressedAnswer } from './http/compressed-answer.ts'
import { Guard } from './http/guard.ts'
import { securityHeaders } from './http/security-headers.ts'
import { ChannelSources } from './live/channel-sources.ts'
import { LiveHub } from './live/live-hub.ts'
import { MOST_MESSAGE_BYTES, serveLiveSocket } from './live/live-socket.ts'
import { estateJson } from './routes/estate-json.ts'
import type { OblakServer, ServerParts } from './server-parts.ts'
import { Ticker } from './ticker.ts'
import { ValuePlane } from './values/value-plane.ts'

const MOST_BODY_BYTES = 64 * 1024

/**
 * Starts the twin's server: REST, the live socket, the page.
 * @throws ServerStartError when it may not listen there, Error when it cannot
 */
export async function createServer(parts: ServerParts): Promise<OblakServer> {
  const values = new ValuePlane(parts.estate, parts.live)
  await values.seed(parts.store, parts.clock())
  const hub = new LiveHub(new ChannelSources(values))
  const tick = () => {
    const { points, treeGrew } = values.collect()
    values.settle()
    if (treeGrew) hub.refreshScopes()
    hub.tick({ at: values.table.newest, things: values.figures.moved, points })
  }
  tick()
  const ticker = new Ticker(tick, () => {
    const now = parts.clock()
    values.table.sweep(now)
    if (hub.watched().has('age')) hub.tick({ at: now, things: { age: values.ages.update(now) }, points: [] })
    ticker.wake()
  })
  const leave = parts.live.subscribe((batch) => {
    values.take(batch, parts.clock())
    ticker.wake()
  })

  const app = await listen(parts)
  const estateAnswer = new CompressedAnswer(parts.estate.version, () => estateJson(parts.estate))
  app.get('/api/estate', (request, reply) => estateAnswer.send(request, reply))
  serveLiveSocket(app, hub, () => ({ type: 'hello', estate: parts.estate.version, serverTime: parts.clock() }))
  await app.listen({ host: parts.bind, port: parts.port })
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : parts.port
  return {
    url: `http://${parts.bind.includes(':') ? `[${parts.bind}]` : parts.bind}:${port}`,
    port,
    close: async () => {
      leave()
      ticker.close()
      await app.close()
    },
  }
}

async function listen(parts: ServerParts): Promise<FastifyInstance> {
  const guard = new Guard(parts.bind, parts.publicOrigins ?? [])
  const headers = securityHeaders('', parts.tls !== undefined)
  const app = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: 10_000,
    connectionTimeout: 0,
    forceCloseConnections: true,
  })
  await app.register(websocket, { options: { maxPayload: MOST_MESSAGE_BYTES, perMessageDeflate: false } })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    guard.check({
      method: request.method,
      host: request.headers.host,
      origin: request.headers.origin,
      site: request.headers['sec-fetch-site']?.toString(),
      secure: parts.tls !== undefined,
    })
  })
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof ServerProblem) {
      return reply.code(error.status).type('application/problem+json').send(error.body())
    }
    throw error
  })
  return app
}
