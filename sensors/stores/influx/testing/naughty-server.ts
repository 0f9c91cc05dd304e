import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/** Answers a write: with a status and text, by doing what it likes with the response, or `pass` for 204. */
export type WriteAnswer =
  | 'pass'
  | { readonly status: number; readonly text?: string; readonly headers?: Record<string, string> }
  | ((response: ServerResponse) => void)

export interface WriteRequest {
  readonly lines: readonly string[]
  readonly headers: IncomingMessage['headers']
  readonly url: string
}

export interface NaughtyServer extends AsyncDisposable {
  readonly url: string
  /** Every request for a write of readings, in order. */
  readonly writes: WriteRequest[]
  /** Every URL that was asked. */
  readonly urls: string[]
}

/**
 * A server that speaks enough of InfluxDB 1 for a store to be prepared, and whose answers to writes of readings a test decides.
 * @param answer called for each write of readings
 * @param query answers InfluxQL; one that knows all retention policies where absent
 */
export async function naughtyServer(
  answer: (request: WriteRequest) => WriteAnswer,
  query: (statements: string, identity: string | undefined) => { status?: number; body: string } = friendlyQuery,
): Promise<NaughtyServer> {
  const writes: WriteRequest[] = []
  const urls: string[] = []
  let identity: string | undefined
  const server = createServer(async (request, response) => {
    response.on('error', () => undefined)
    const chunks: Buffer[] = []
    try {
      for await (const chunk of request) chunks.push(chunk as Buffer)
    } catch {
      // The caller went away: so does the answer.
      return
    }
    const raw = Buffer.concat(chunks)
    const body = (request.headers['content-encoding'] === 'gzip' ? gunzipSync(raw) : raw).toString()
    const url = request.url ?? ''
    urls.push(url)
    if (url.startsWith('/query')) {
      const found = query(new URLSearchParams(body).get('q') ?? '', identity)
      response.writeHead(found.status ?? 200, { 'content-type': 'application/json' }).end(found.body)
      return
    }
    const told = /^oblak_store id="(.*)" \d+\n$/.exec(body)?.[1]
    if (told !== undefined) {
      identity = told
      response.writeHead(204).end()
      return
    }
    const write = { lines: body.split('\n').filter((line) => line !== ''), headers: request.headers, url }
    writes.push(write)
    const chosen = answer(write)
    if (chosen === 'pass') response.writeHead(204).end()
    else if (typeof chosen === 'function') chosen(response)
    else response.writeHead(chosen.status, chosen.headers).end(chosen.text ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    writes,
    urls,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** What InfluxDB 1 answers to the questions that a store asks before its first write. */
export function friendlyQuery(statements: string, identity: string | undefined): { status?: number; body: string } {
  const policies = ['oblak_raw', 'oblak_1m', 'oblak_15m'].map((name) => [name, '0s', '168h0m0s', 1, false])
  const one = (statement: string, index: number) => {
    if (statement.startsWith('SHOW RETENTION POLICIES')) {
      const columns = ['name', 'duration', 'shardGroupDuration', 'replicaN', 'default']
      return { statement_id: index, series: [{ columns, values: policies }] }
    }
    if (statement.includes('last("id")') && identity !== undefined) {
      return {
        statement_id: index,
        series: [{ name: 'oblak_store', columns: ['time', 'last'], values: [[0, identity]] }],
      }
    }
    return { statement_id: index }
  }
  return { body: JSON.stringify({ results: statements.split(';').map(one) }) }
}
