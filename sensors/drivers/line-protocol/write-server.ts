import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { epochMs } from '../../../twin/model/units.ts'
import type { DeviceReading } from '../../driver.ts'
import type { Access } from './access.ts'
import { BodyError, bodyText } from './body.ts'
import { lineProtocolErrors } from './errors.ts'
import type { LineReadings } from './line-readings.ts'
import { precisionNanoseconds } from './precision.ts'
import { answerQuery } from './query.ts'
import { readBody } from './read-body.ts'
import { isLoopbackHost, type LineProtocolTarget } from './target.ts'

export interface WriteParts {
  readonly target: LineProtocolTarget
  readonly isAllowed: Access
  readonly needsAccess: boolean
  readonly rules: LineReadings
  /** Resolves when the readings are accepted. @throws Error when they are not, and may be sent again */
  readonly accept: (readings: readonly DeviceReading[]) => Promise<void>
}

/** Bodies held at a time, all together. */
const MOST_HELD = 64 * 1024 * 1024
const RETRY_AFTER_S = 5

/** Opens the port; answers as InfluxDB 1.8 does, with `/write`, `/api/v2/write`, `/ping`, `/health` and what `/query` a sender needs. */
export async function listenForWrites(parts: WriteParts): Promise<Server> {
  const { target } = parts
  const desk = new WriteDesk(parts)
  const handler = (request: IncomingMessage, response: ServerResponse) => void desk.answer(request, response)
  const server = target.isTls ? await tlsServer(target, handler) : createServer(handler)
  server.maxConnections = target.options.maxConnections
  server.requestTimeout = 30_000
  server.headersTimeout = 10_000
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(lineProtocolErrors.cannotListen(target.url, error.code ?? error.message, error)),
    )
    server.listen(target.port, target.host, resolve)
  })
  // From now on an error is a connection that could not be taken (no descriptor left): its sender comes again.
  server.on('error', () => undefined)
  return server
}

async function tlsServer({ options }: LineProtocolTarget, handler: RequestListener): Promise<Server> {
  const { certificateFile = '', keyFile = '' } = options
  const [cert, key] = await Promise.all([pem(certificateFile), pem(keyFile)])
  try {
    return createTlsServer({ cert, key, minVersion: 'TLSv1.2' }, handler)
  } catch (error) {
    // No PEM, or a key of another certificate; the library's message holds nothing of the key.
    throw lineProtocolErrors.noPair(certificateFile, keyFile, error instanceof Error ? error.message : String(error))
  }
}

async function pem(file: string): Promise<Buffer> {
  return readFile(file).catch((error: NodeJS.ErrnoException) => {
    throw lineProtocolErrors.noFile(file, error.code ?? error.message)
  })
}

interface Answer {
  readonly status: number
  readonly body?: object
  readonly headers?: Readonly<Record<string, string>>
}

class WriteDesk {
  readonly #parts: WriteParts
  #held = 0

  constructor(parts: WriteParts) {
    this.#parts = parts
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = await this.#answer(request).catch((error: unknown) =>
      error instanceof BodyError
        ? refusal(error.status, error.message)
        : refusal(500, error instanceof Error ? error.message : 'unforeseen'),
    )
    const { status, body, headers = {} } = answer
    const text = body === undefined ? '' : `${JSON.stringify(body)}\n`
    // What was not read of a refused body would be taken for the next request.
    const close = request.complete || status < 400 ? {} : { connection: 'close' }
    response.writeHead(status, {
      'x-influxdb-version': '1.8-oblak',
      ...(text === '' ? {} : { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(text)) }),
      ...headers,
      ...close,
    })
    response.end(text)
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const url = new URL(request.url ?? '/', 'http://oblak')
    if (!this.#isMeant(request)) return refusal(403, 'pages of other origins may not write')
    if (url.pathname === '/ping') return { status: 204 }
    if (url.pathname === '/health') return { status: 200, body: { name: 'oblak', status: 'pass' } }
    const { isAllowed, needsAccess } = this.#parts
    if (needsAccess && !isAllowed(request.headers.authorization, url.searchParams)) {
      return { ...refusal(401, 'authorization failed'), headers: { 'www-authenticate': 'Basic realm="Oblak"' } }
    }
    if (url.pathname === '/query') return answerQuery(request, url, this.#parts.target.options.database)
    const isV2 = url.pathname === '/api/v2/write'
    if (!isV2 && url.pathname !== '/write') return refusal(404, `there is nothing at ${url.pathname.slice(0, 80)}`)
    if (request.method !== 'POST') return { ...refusal(405, 'write by POST'), headers: { allow: 'POST' } }
    return this.#write(request, url, isV2)
  }

  async #write(request: IncomingMessage, url: URL, isV2: boolean): Promise<Answer> {
    const { target, rules, accept } = this.#parts
    const { database, maxBody } = target.options
    const named = url.searchParams.get(isV2 ? 'bucket' : 'db')
    // v2 names of mapped databases are database/retention.
    if (database !== undefined && named?.split('/')[0] !== database) {
      return refusal(404, `database not found: "${(named ?? '').slice(0, 80)}"`)
    }
    const nanoseconds = precisionNanoseconds(url.searchParams.get('precision'))
    if (nanoseconds === undefined) {
      return refusal(400, `invalid precision "${url.searchParams.get('precision')?.slice(0, 20)}": n, u, ms, s, m, h`)
    }
    if (this.#held + maxBody > Math.max(MOST_HELD, maxBody)) return busy('too much is being written at the moment')
    this.#held += maxBody
    try {
      const arrived = epochMs(Date.now())
      const { readings, good, bad, fault } = await readBody(
        await bodyText(request, maxBody),
        rules,
        nanoseconds,
        arrived,
        target.options,
      )
      if (readings.length > 0) {
        try {
          await accept(readings)
        } catch {
          return busy('the journal takes nothing at the moment; send it again')
        }
      }
      if (!fault) return { status: 204 }
      const unparsable = `unable to parse '${fault.text}': ${fault.reason}`
      return refusal(400, good > 0 ? `partial write: ${unparsable} dropped=${bad}` : unparsable)
    } finally {
      this.#held -= maxBody
    }
  }

  /** A page that somebody has open could write to this machine's loopback in their name: browsers say where they come from. */
  #isMeant({ headers }: IncomingMessage): boolean {
    if (headers.origin !== undefined) return false
    if (!this.#parts.target.isLoopback || this.#parts.needsAccess) return true
    const host = /^(?:\[(.*)\]|([^:]*))(?::\d+)?$/.exec(headers.host ?? '')
    return isLoopbackHost(host?.[1] ?? host?.[2] ?? '')
  }
}

const CODES: Readonly<Record<number, string>> = {
  400: 'invalid',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not found',
  405: 'method not allowed',
  413: 'request too large',
  503: 'unavailable',
}

/** `error` is what v1 has, `code` and `message` are v2's. */
function refusal(status: number, message: string): Answer {
  return { status, body: { error: message, code: CODES[status] ?? 'internal error', message } }
}

function busy(message: string): Answer {
  return { ...refusal(503, message), headers: { 'retry-after': String(RETRY_AFTER_S) } }
}
