import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { Pool } from 'undici'
import { messageOf } from '../errors.ts'

const compress = promisify(gzip)
/** An answer is a status and a few sentences; more than this is not read. */
const MOST_ANSWER_BYTES = 262_144
/** Below this a packet or two carry it anyway. */
const LEAST_GZIP_BYTES = 4_096

/** What came back for a request: a status with the beginning of its text, or the reason why nothing did. */
export type Answer =
  | {
      readonly kind: 'answer'
      readonly status: number
      readonly text: string
      readonly retryAfter: string | undefined
      readonly version: string | undefined
    }
  | { readonly kind: 'silence'; readonly reason: string }

export interface HttpOptions {
  /** Origin, and a path before `/write` where a proxy wants one. */
  readonly url: URL
  readonly authorization: string | undefined
  /** For a whole exchange: connecting, sending, and reading the answer. */
  readonly timeoutMs: number
  readonly gzip: boolean
}

/** A small pool of kept connections to one server. Every exchange ends within its time, and reads a bounded answer. */
export class InfluxHttp {
  readonly #pool: Pool
  readonly #options: HttpOptions
  readonly #base: string

  constructor(options: HttpOptions) {
    this.#options = options
    this.#base = options.url.pathname.replace(/\/+$/, '')
    const limit = options.timeoutMs
    this.#pool = new Pool(options.url.origin, {
      connections: 4,
      pipelining: 1,
      connect: { timeout: limit },
      headersTimeout: limit,
      bodyTimeout: limit,
      keepAliveTimeout: 10_000,
      maxHeaderSize: 16_384,
    })
  }

  /** Sends lines; the bytes may be used again once the promise has settled. */
  async post(path: string, bytes: Uint8Array): Promise<Answer> {
    const zip = this.#options.gzip && bytes.length >= LEAST_GZIP_BYTES
    const body = zip ? await compress(bytes, { level: 1 }) : bytes
    const headers = { 'content-type': 'text/plain; charset=utf-8', ...(zip ? { 'content-encoding': 'gzip' } : {}) }
    return this.#exchange('POST', path, headers, body)
  }

  get(path: string): Promise<Answer> {
    return this.#exchange('GET', path, {}, null)
  }

  async close(): Promise<void> {
    await this.#pool.destroy()
  }

  async #exchange(
    method: 'GET' | 'POST',
    path: string,
    headers: Readonly<Record<string, string>>,
    body: Uint8Array | null,
  ): Promise<Answer> {
    const { authorization, timeoutMs } = this.#options
    const timer = new AbortController()
    const timeout = setTimeout(() => timer.abort(), timeoutMs)
    try {
      const response = await this.#pool.request({
        method,
        path: `${this.#base}${path}`,
        headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
        body: body as Buffer | null,
        signal: timer.signal,
      })
      const text = await beginning(response.body)
      const header = (name: string) => {
        const value = response.headers[name]
        return Array.isArray(value) ? value[0] : value
      }
      return {
        kind: 'answer',
        status: response.statusCode,
        text,
        retryAfter: header('retry-after'),
        version: header('x-influxdb-version'),
      }
    } catch (error) {
      const reason = timer.signal.aborted ? `no whole answer within ${timeoutMs} ms` : messageOf(error)
      return { kind: 'silence', reason }
    } finally {
      clearTimeout(timeout)
    }
  }
}

/** The text up to the limit; what is longer is cut off and its connection closed. @throws when the answer breaks off */
async function beginning(body: AsyncIterable<Uint8Array> & { destroy(): unknown }): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body) {
    chunks.push(chunk)
    length += chunk.length
    if (length > MOST_ANSWER_BYTES) break
  }
  return Buffer.concat(chunks).toString('utf8', 0, MOST_ANSWER_BYTES)
}
