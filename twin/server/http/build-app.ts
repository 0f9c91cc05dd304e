import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import websocket from '@fastify/websocket'
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify'
import { ServerProblem, ServerStartError } from '../errors.ts'
import { MOST_MESSAGE_BYTES } from '../live/live-socket.ts'
import type { ServerParts } from '../server-parts.ts'
import { Guard } from './guard.ts'
import { refuseUnreadable } from './unreadable-request.ts'

const MOST_BODY_BYTES = 64 * 1024
/** A client that sends its head or body drop by drop is cut off (slow loris). */
const HEAD_WITHIN_MS = 5_000
const REQUEST_WITHIN_MS = 15_000
const CHECK_EVERY_MS = 1_000
const MOST_CONNECTIONS = 2_000
const GOING_AWAY = 1001

/** Fastify with the house's limits, guard and problems; no routes yet. @throws ServerStartError when the TLS files cannot be read */
export async function buildApp(
  parts: ServerParts,
  headers: () => Readonly<Record<string, string>>,
): Promise<FastifyInstance> {
  const tls = parts.tls && (await readTls(parts.tls))
  const guard = new Guard(parts.bind, parts.publicOrigins ?? [])
  const limits = {
    headersTimeout: HEAD_WITHIN_MS,
    requestTimeout: REQUEST_WITHIN_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
    keepAliveTimeout: 60_000,
  }
  const app = Fastify({
    bodyLimit: MOST_BODY_BYTES,
    requestTimeout: REQUEST_WITHIN_MS,
    forceCloseConnections: true,
    // A proxy on this machine says for whom it asks: limits are each caller's own, not all callers' together. Others could say anything.
    trustProxy: (parts.publicOrigins ?? []).length > 0 ? 'loopback' : false,
    routerOptions: { maxParamLength: 1_024 },
    serverFactory: (handler) => {
      // An HTTPS server is an HTTP server to all that Fastify does with it.
      const server = tls ? (createTlsServer({ ...limits, ...tls }, handler) as Server) : createServer(limits, handler)
      server.maxConnections = MOST_CONNECTIONS
      return server
    },
    clientErrorHandler: refuseUnreadable,
    // A path that cannot be decoded, as /%ff.
    frameworkErrors: (_error, _request, reply) => {
      const refused = new ServerProblem('bad-request', 'The address cannot be read.')
      // Typed for a route that there is none of here.
      const answer = reply as unknown as FastifyReply
      void answer.code(refused.status).headers(headers()).type('application/problem+json').send(refused.body())
    },
  })
  app.removeContentTypeParser('text/plain')
  // Before the guard: its hook must have seen the upgrade of a request that the guard then refuses.
  await app.register(websocket, {
    options: { maxPayload: MOST_MESSAGE_BYTES, perMessageDeflate: false },
    // A page that does not read would hold up the end until its closing handshake times out.
    preClose: (done) => {
      for (const client of app.websocketServer.clients) {
        client.close(GOING_AWAY, 'the server ends')
        setTimeout(() => client.terminate(), 200)
      }
      app.websocketServer.close(() => done())
    },
  })
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers())
    guard.check({
      method: request.method,
      // RFC 9112, 3.2: two of them are an attack or a fault; Node would take the first.
      host: request.raw.headersDistinct.host?.length === 1 ? request.headers.host : undefined,
      origin: request.headers.origin,
      site: request.headers['sec-fetch-site']?.toString(),
      secure: tls !== undefined,
    })
  })
  app.setErrorHandler((error, request, reply) => {
    const refused = problemOf(error, request.routeOptions.bodyLimit)
    if (refused.status >= 500) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
      parts.log?.(
        `${request.method} ${request.routeOptions.url ?? ''}: ${cause instanceof Error ? cause.stack : String(cause)}`,
      )
    }
    return reply.code(refused.status).type('application/problem+json').send(refused.body())
  })
  return app
}

/** Fastify's own errors have a status; what else is thrown is ours to answer for and tells the caller nothing. */
function problemOf(error: unknown, mostBytes = MOST_BODY_BYTES): ServerProblem {
  if (error instanceof ServerProblem) return error
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : 500
  const message = error instanceof Error ? error.message : String(error)
  if (status === 413) return new ServerProblem('too-large', `The body may have ${mostBytes} bytes.`)
  if (status === 415) return new ServerProblem('unsupported-media-type', 'Send the body as application/json.')
  if (typeof status === 'number' && status >= 400 && status < 500) return new ServerProblem('bad-request', message)
  return new ServerProblem('internal', "This should not happen; the server's log says more.", { cause: error })
}

/** @throws ServerStartError where a file of the certificate cannot be read */
export async function readTls(tls: NonNullable<ServerParts['tls']>) {
  try {
    return { cert: await readFile(tls.certificateFile), key: await readFile(tls.keyFile) }
  } catch (error) {
    throw new ServerStartError(
      `The TLS files cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    )
  }
}
