import type { z } from 'zod'
import type { ProblemCode } from '../errors.ts'
import type { ReadyJson } from './ready-json.ts'

export type Role = 'viewer' | 'operator'

/** Who asks: the signed-in user; on loopback without sign-in everybody is an operator without a name. */
export interface Who {
  readonly name: string | undefined
  readonly role: Role
}

export interface Call<Q, B> {
  /** The path's parameter, decoded; '' where the route has none. */
  readonly parameter: string
  readonly query: Q
  readonly body: B
  readonly who: Who
  /** Aborted when whoever asks has gone before the answer. */
  readonly signal: AbortSignal
}

/** A route with its schemas: requests and answers are held to them, and the API's description is made from them. */
export interface RouteSpec<Q, B, A> {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** As OpenAPI writes it: `/api/things/{path}`. A parameter named `path` takes the rest with its slashes. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  /** What the parameter is, where there is one. */
  readonly parameter?: string
  readonly role: Role
  readonly query?: z.ZodType<Q>
  readonly body?: z.ZodType<B>
  /** Of a body. @default 64 KiB */
  readonly mostBytes?: number
  readonly answer: z.ZodType<A>
  readonly problems: readonly ProblemCode[]
  /** @throws ServerProblem */
  handle(call: Call<Q, B>): Promise<A | ReadyJson> | A | ReadyJson
}

/** A route whose types have been checked where it was defined. */
export interface Route extends Omit<RouteSpec<never, never, unknown>, 'query' | 'body' | 'handle'> {
  readonly query: z.ZodType | undefined
  readonly body: z.ZodType | undefined
  handle(call: Call<unknown, unknown>): unknown
}

export function route<Q = undefined, B = undefined, A = unknown>(spec: RouteSpec<Q, B, A>): Route {
  return {
    ...spec,
    query: spec.query,
    body: spec.body,
    // The schemas above have made the query and body what the handler takes.
    handle: (call) => spec.handle(call as Call<Q, B>),
  }
}
