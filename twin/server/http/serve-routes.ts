import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { ServerProblem } from '../errors.ts'
import { goneSignal } from './gone-signal.ts'
import type { RateLimit } from './rate-limit.ts'
import { ReadyJson } from './ready-json.ts'
import type { Role, Route, Who } from './route.ts'

const PARAMETER = /\{(\w+)\}/

/** Gives the routes to Fastify: role, rate, schema in, handler, schema out. */
export function serveRoutes(
  app: FastifyInstance,
  routes: readonly Route[],
  whoIs: (request: FastifyRequest) => Who,
  changes: RateLimit,
): void {
  for (const route of routes) {
    const name = PARAMETER.exec(route.path)?.[1]
    const url = name === 'path' ? route.path.replace('{path}', '*') : route.path.replace(PARAMETER, ':$1')
    app.route({
      method: route.method,
      url,
      ...(route.mostBytes !== undefined && { bodyLimit: route.mostBytes }),
      handler: async (request, reply) => {
        const who = whoIs(request)
        requireRole(who, route.role)
        if (route.method !== 'GET') changes.take(request.ip)
        const params = request.params as Readonly<Record<string, string>>
        const result = await route.handle({
          parameter: (name === 'path' ? params['*'] : name && params[name]) ?? '',
          query: parse('query', route.query, request.query),
          body: parse('body', route.body, request.body),
          who,
          signal: goneSignal(reply),
        })
        reply.header('cache-control', 'no-store')
        if (result instanceof ReadyJson) return reply.type('application/json; charset=utf-8').send(result.text)
        return route.answer.parse(result)
      },
    })
  }
}

function requireRole(who: Who, role: Role): void {
  if (role === 'operator' && who.role !== 'operator') {
    throw new ServerProblem('not-allowed', `${who.name ?? 'You'} may look, not change: this takes the role operator.`)
  }
}

function parse(part: 'query' | 'body', schema: z.ZodType | undefined, value: unknown): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const issues = parsed.error.issues.map((issue) => `${[part, ...issue.path].join('.')}: ${issue.message}`)
  throw new ServerProblem('bad-request', `${issues.slice(0, 8).join('; ')}. See /api for what is allowed.`)
}
