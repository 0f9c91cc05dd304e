import type { RequestOptions } from 'node:https'
import { KubeConfig } from '@kubernetes/client-node'
import { Agent, request } from 'undici'

/** An answer of an API server that is no yes: its own words. */
export class ApiRefusal extends Error {
  override readonly name = 'ApiRefusal'
  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message)
  }
}

/** No answer of an API server. */
export class ApiAway extends Error {
  override readonly name = 'ApiAway'
}

export interface ApiCall {
  readonly method?: 'GET' | 'PATCH' | 'DELETE'
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly type?: string
  readonly accept?: string
}

/** Longer than any admission takes; a server that says nothing for so long is away. */
const ANSWER_WITHIN_MS = 30_000

/** One cluster, as a context of a kubeconfig leads to it, asked in plain JSON. */
export class ClusterClient {
  readonly #config: KubeConfig
  readonly #server: string
  #way: Promise<{ readonly agent: Agent; readonly headers: Record<string, string> }> | undefined

  /** @throws Error where the kubeconfig cannot be read or has no such context */
  constructor(kubeconfig: string, context: string | undefined) {
    this.#config = new KubeConfig()
    try {
      this.#config.loadFromFile(kubeconfig)
    } catch (error) {
      // What a parser says may quote what it read, keys too; the file system's word names the path only.
      if ((error as NodeJS.ErrnoException).code !== undefined) throw error
      throw new Error(`${kubeconfig} is no kubeconfig`)
    }
    if (context !== undefined) {
      if (!this.#config.getContextObject(context)) throw new Error(`the kubeconfig has no context ${context}`)
      this.#config.setCurrentContext(context)
    }
    const server = this.#config.getCurrentCluster()?.server
    if (server === undefined) throw new Error('the kubeconfig names no cluster for its context')
    this.#server = server.replace(/\/$/, '')
  }

  /**
   * @throws ApiRefusal with the server's words and status
   * @throws ApiAway where there is no answer
   */
  async ask<T>(path: string, call: ApiCall = {}): Promise<T> {
    const { method = 'GET', query = {}, body, type = 'application/json', accept = 'application/json' } = call
    this.#way ??= this.#signIn()
    const { agent, headers } = await this.#way
    const search = new URLSearchParams(query).toString()
    const answer = await request(`${this.#server}${path}${search === '' ? '' : `?${search}`}`, {
      method,
      dispatcher: agent,
      headers: { ...headers, accept, ...(body !== undefined && { 'content-type': type }) },
      headersTimeout: ANSWER_WITHIN_MS,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }).catch((error: Error) => {
      throw new ApiAway(`the API server${placeOf(this.#server)} does not answer: ${error.message}`, { cause: error })
    })
    const text = await answer.body.text()
    if (answer.statusCode < 300) return JSON.parse(text) as T
    throw new ApiRefusal(answer.statusCode, messageOf(text) ?? `status ${answer.statusCode}`)
  }

  /** The object, or undefined where there is none. */
  async find<T>(path: string, call: ApiCall = {}): Promise<T | undefined> {
    return this.ask<T>(path, call).catch((error: unknown) => {
      if (error instanceof ApiRefusal && error.code === 404) return undefined
      throw error
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const way = await this.#way?.catch(() => undefined)
    await way?.agent.destroy()
  }

  /** By certificate, token or a program that brings one, as the kubeconfig says. */
  async #signIn() {
    const options: RequestOptions = {}
    await this.#config.applyToHTTPSOptions(options).catch((error: unknown) => {
      // Here a parser may quote a token.
      throw error instanceof SyntaxError ? new Error('the program of the kubeconfig gives no credential') : error
    })
    const { ca, cert, key, rejectUnauthorized, auth } = options
    const headers = Object.fromEntries(Object.entries(options.headers ?? {}).map(([name, value]) => [name, `${value}`]))
    if (auth) headers.authorization = `Basic ${Buffer.from(auth).toString('base64')}`
    const connect = {
      ...(ca !== undefined && { ca }),
      ...(cert !== undefined && { cert }),
      ...(key !== undefined && { key }),
      ...(rejectUnauthorized !== undefined && { rejectUnauthorized }),
    }
    return { agent: new Agent({ connect: connect as object, connections: 16 }), headers }
  }
}

/** Scheme, host and port: what else an address holds, a user with a password above all, is for nobody to read. */
function placeOf(server: string): string {
  if (!URL.canParse(server)) return ''
  const { host, protocol } = new URL(server)
  return ` ${protocol}//${host}`
}

function messageOf(text: string): string | undefined {
  try {
    const { message } = JSON.parse(text) as { readonly message?: unknown }
    return typeof message === 'string' ? message : undefined
  } catch {
    return text.trim() === '' ? undefined : text.trim().slice(0, 500)
  }
}
