import { z } from 'zod'
import { dayText } from '../../protocol/reservations.ts'
import { estateAnswer, problem, sessionAnswer, sessionRequest } from '../../protocol/rest.ts'
import { AT } from '../dated/at-query.ts'
import { type ProblemCode, problemStatus, problemTitle } from '../errors.ts'
import { type Route, route } from './route.ts'

type Json = { readonly [key: string]: unknown }

const unreachable = () => {
  throw new Error('described here, served elsewhere')
}

/** Routes that are served by hand (compressed bytes, cookies) and described like all others. */
const BY_HAND: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/estate',
    tag: 'estate',
    summary: 'Every thing but devices, which come with their rack; told apart by its ETag',
    role: 'viewer',
    query: z.object({ at: dayText.optional().describe(AT) }),
    answer: estateAnswer,
    problems: ['bad-request', 'unavailable'],
    handle: unreachable,
  }),
  ...(['GET', 'POST', 'DELETE'] as const).map((method) =>
    route({
      method,
      path: '/api/session',
      tag: 'sign-in',
      summary: { GET: 'Who is signed in', POST: 'Signs in: sets a cookie', DELETE: 'Signs out' }[method],
      role: 'viewer' as const,
      ...(method === 'POST' ? { body: sessionRequest } : {}),
      answer: sessionAnswer,
      problems: method === 'POST' ? (['bad-request', 'wrong-credentials', 'too-many'] as const) : [],
      handle: unreachable,
    }),
  ),
]

/** The API's description, OpenAPI 3.1, made from the schemas that requests and answers are held to. */
export function openApi(routes: readonly Route[], version: string): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const one of [...BY_HAND, ...routes]) {
    const operations = paths[one.path] ?? {}
    paths[one.path] = operations
    operations[one.method.toLowerCase()] = operation(one)
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Oblak',
      version,
      summary: "The state cloud's digital twin: estate, live and past values, alarms.",
      description:
        'Numbers are SI; times are epoch milliseconds; no data is null. Live values come as binary frames over the WebSocket at /live, described in twin/protocol.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: { schemas: { Problem: schemaOf(problem, 'output') } },
  }
}

function operation(one: Route): Json {
  const name = /\{(\w+)\}/.exec(one.path)?.[1]
  const path = name
    ? [{ name, in: 'path', required: true, description: one.parameter, schema: { type: 'string' } }]
    : []
  const text = [one.description, one.role === 'operator' ? 'Needs the role operator.' : undefined]
    .filter(Boolean)
    .join(' ')
  return {
    tags: [one.tag],
    summary: one.summary,
    ...(text === '' ? {} : { description: text }),
    operationId: `${one.method.toLowerCase()}${one.path.replace(/[^a-z]+(\w)/gi, (_, letter: string) => letter.toUpperCase()).replace(/\W/g, '')}`,
    parameters: [...path, ...queryParameters(one)],
    ...(one.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: schemaOf(one.body, 'input') } } } }
      : {}),
    responses: {
      200: { description: 'The answer', content: { 'application/json': { schema: schemaOf(one.answer, 'output') } } },
      ...problems(one.problems),
    },
  }
}

function queryParameters(one: Route): Json[] {
  if (!one.query) return []
  const schema = schemaOf(one.query, 'output') as { properties?: Record<string, Json> }
  return Object.entries(schema.properties ?? {}).map(([name, { description, ...property }]) => ({
    name,
    in: 'query',
    // Required is what has no default and is refused when absent.
    required:
      one.query?.safeParse({ [name]: undefined }).error?.issues.some((issue) => issue.path[0] === name) ?? false,
    ...(description === undefined ? {} : { description }),
    schema: property,
    ...(property.type === 'array' ? { style: 'form', explode: true } : {}),
  }))
}

/** Codes that share a status share an entry. */
function problems(codes: readonly ProblemCode[]): Json {
  const byStatus = new Map<number, ProblemCode[]>()
  for (const code of [...codes, 'foreign-host', 'foreign-origin', 'internal'] as const) {
    const status = problemStatus(code)
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, all]) => [
      status,
      {
        description: all.map((code) => `\`${code}\`: ${problemTitle(code)}`).join('; '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io })
  return rest
}
