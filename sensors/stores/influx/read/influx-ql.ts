import { InfluxDB } from 'influx'
import { InfluxError, messageOf } from '../errors.ts'
import { isBusy } from '../write/verdict.ts'

export interface QueryOptions {
  readonly url: URL
  readonly database: string
  readonly user: string | undefined
  readonly password: string | undefined
  readonly timeoutMs: number
}

/** Rows of one series in an answer: the group's tags, column names, and rows whose first column is epoch milliseconds. */
export interface ResultSeries {
  readonly name: string
  readonly tags: Readonly<Record<string, string>>
  readonly columns: readonly string[]
  readonly values: readonly (readonly unknown[])[]
}

/** InfluxQL over the package `influx`; credentials go by header only. */
export class InfluxQl {
  readonly #client: InfluxDB
  readonly #options: QueryOptions

  constructor(options: QueryOptions) {
    this.#options = options
    const { url, database, user, password } = options
    const secure = url.protocol === 'https:'
    this.#client = new InfluxDB({
      hosts: [
        {
          host: url.hostname,
          port: url.port === '' ? (secure ? 443 : 80) : Number(url.port),
          path: url.pathname,
          protocol: secure ? 'https' : 'http',
        },
      ],
      database,
      // The package takes root:root where the name is undefined, and sends none where it is no string.
      ...(user === undefined ? { username: null as unknown as string } : { username: user, password: password ?? '' }),
      // The package puts a failed host aside for a while, and so fails the next query without asking: with one host
      // that is never right. A wait of nothing keeps it.
      pool: { requestTimeout: options.timeoutMs, maxRetries: 0, backoff: NO_BACKOFF },
    })
  }

  /**
   * Runs statements, joined into one request; gives each one's series.
   * @throws InfluxError `unreachable`, `refused` (401, 403), `query-failed` (with the server's words), `bad-answer`
   */
  async run(statements: readonly string[]): Promise<readonly (readonly ResultSeries[])[]> {
    if (statements.length === 0) return []
    const timer = new AbortController()
    const timeout = setTimeout(() => timer.abort(), this.#options.timeoutMs)
    try {
      const answer: unknown = await this.#client.queryRaw(statements.join(';'), {
        precision: 'ms',
        method: 'POST',
        signal: timer.signal,
      })
      return resultsOf(answer, statements.length)
    } catch (error) {
      throw this.#asInfluxError(error, timer.signal.aborted)
    } finally {
      clearTimeout(timeout)
    }
  }

  #asInfluxError(error: unknown, late: boolean): InfluxError {
    if (error instanceof InfluxError) return error
    const where = `${this.#options.url.origin} (database ${this.#options.database})`
    if (late) return new InfluxError('unreachable', `${where} did not answer within ${this.#options.timeoutMs} ms`)
    const status = statusOf(error)
    const message = messageOf(error).slice(0, 500).trimEnd()
    if (status === 401 || status === 403) {
      return new InfluxError('refused', `${where} refused the user: ${message}. Check user, password and grants`)
    }
    if (status !== undefined && isBusy(status)) {
      return new InfluxError('unreachable', `${where} answered ${status} for the moment: ${message}`)
    }
    if (status !== undefined) return new InfluxError('query-failed', `${where} answered ${status}: ${message}`)
    if (error instanceof SyntaxError) {
      return new InfluxError('bad-answer', `${where} answered what is no JSON: is it InfluxDB?`, { cause: error })
    }
    return new InfluxError('unreachable', `${where} cannot be asked: ${message}`, { cause: error })
  }
}

const NO_BACKOFF = { getDelay: () => 0, next: () => NO_BACKOFF, reset: () => NO_BACKOFF }

/** `"name"` as InfluxQL writes an identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`
}

/** `'text'` as InfluxQL writes a string. */
export function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('res' in error)) return undefined
  const res = error.res
  if (typeof res !== 'object' || res === null || !('statusCode' in res)) return undefined
  return typeof res.statusCode === 'number' ? res.statusCode : undefined
}

function resultsOf(answer: unknown, wanted: number): readonly (readonly ResultSeries[])[] {
  const results = isRecord(answer) ? answer.results : undefined
  if (!Array.isArray(results))
    throw new InfluxError('bad-answer', 'the answer to a query has no results: is it InfluxDB?')
  const found: ResultSeries[][] = []
  for (const result of results as readonly unknown[]) {
    if (!isRecord(result)) throw new InfluxError('bad-answer', 'a query result is no object')
    if (typeof result.error === 'string') throw new InfluxError('query-failed', `InfluxDB says: ${result.error}`)
    const series = Array.isArray(result.series) ? (result.series as readonly unknown[]) : []
    found.push(series.map(seriesOfResult))
  }
  if (found.length !== wanted) {
    throw new InfluxError('bad-answer', `${wanted} statements were answered by ${found.length} results`)
  }
  return found
}

function seriesOfResult(series: unknown): ResultSeries {
  if (!isRecord(series) || !Array.isArray(series.columns)) {
    throw new InfluxError('bad-answer', 'a series in a query result has no columns')
  }
  const values = series.values ?? []
  if (!Array.isArray(values) || !values.every(Array.isArray)) {
    throw new InfluxError('bad-answer', 'a series in a query result has no rows')
  }
  const tags = isRecord(series.tags) ? series.tags : {}
  return {
    name: String(series.name ?? ''),
    tags: Object.fromEntries(
      Object.entries(tags).flatMap(([key, value]) => (value === '' ? [] : [[key, String(value)]])),
    ),
    columns: series.columns.map(String),
    values,
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
