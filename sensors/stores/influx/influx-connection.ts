import type { Resolution } from '../../../twin/model/store.ts'
import { InfluxError, messageOf } from './errors.ts'
import type { CheckedOptions } from './influx-options.ts'
import { InfluxQl, type ResultSeries } from './read/influx-ql.ts'
import { QUALITY_SUFFIX } from './schema/line-keys.ts'
import { type DatabaseTools, prepareDatabase, readIdentity, writeIdentity } from './schema/prepare-database.ts'
import type { Tier } from './schema/tiers.ts'
import { type Answer, InfluxHttp } from './write/influx-http.ts'

/**
 * The two ways to one database: ready bytes to `/write`, statements to `/query`. The database is prepared when it is first
 * needed, not before, so that a store can be opened while its server is away.
 */
export class InfluxConnection {
  readonly ql: InfluxQl
  readonly #http: InfluxHttp
  readonly #options: CheckedOptions
  readonly #tools: DatabaseTools
  readonly #qualities = new Set<string>()
  #preparing: Promise<string> | undefined

  constructor(
    options: CheckedOptions,
    tiers: Readonly<Record<Resolution, Tier>>,
    now: () => number,
    warn: (message: string) => void,
  ) {
    const { url, database, user, password, timeoutMs, create } = options
    this.#options = options
    this.ql = new InfluxQl({ url, database, user, password, timeoutMs })
    this.#http = new InfluxHttp(options)
    const post = (policy: string, lines: string) => this.post(policy, Buffer.from(lines))
    this.#tools = {
      ...{ ql: this.ql, database, create, post, now, warn },
      ...{ tiers: Object.values(tiers), identityTier: tiers['15m'], rawTier: tiers.raw },
    }
  }

  /** Sends lines into a retention policy. `precision=ms` always: servers take unknown words for nanoseconds. */
  post(policy: string, lines: Uint8Array): Promise<Answer> {
    const query = `db=${encodeURIComponent(this.#options.database)}&rp=${encodeURIComponent(policy)}&precision=ms`
    return this.#http.post(`/write?${query}`, lines)
  }

  /** The database's identity, once all is there that a store needs. @throws InfluxError */
  prepared(): Promise<string> {
    this.#preparing ??= prepareDatabase(this.#tools).then(
      ({ id, fields }) => {
        this.noteFields(fields)
        return id
      },
      (error: unknown) => {
        this.#preparing = undefined
        throw error instanceof InfluxError ? error : new InfluxError('unreachable', messageOf(error), { cause: error })
      },
    )
    return this.#preparing
  }

  /** Looks anew, and makes what is missing: the server has said that the database is not there. @throws InfluxError */
  preparedAgain(): Promise<string> {
    this.#preparing = undefined
    return this.prepared()
  }

  /** Is it still the same database? Tells it its name again where it is, so that the name does not pass its retention. */
  async confirmIdentity(id: string): Promise<boolean> {
    const found = await readIdentity(this.#tools)
    if (found !== id) return false
    await writeIdentity(this.#tools, id)
    return true
  }

  /** Has a field a quality beside it, in any series? */
  hasQuality(measurement: string, field: string): boolean {
    return this.#qualities.has(`${measurement} ${field}`)
  }

  noteQuality(measurement: string, field: string): void {
    this.#qualities.add(`${measurement} ${field}`)
  }

  /** Takes the qualities from an answer to `SHOW FIELD KEYS`. */
  noteFields(keys: readonly ResultSeries[]): void {
    for (const { name, values } of keys) {
      for (const [key] of values) {
        const field = String(key)
        if (field.endsWith(QUALITY_SUFFIX)) this.noteQuality(name, field.slice(0, -QUALITY_SUFFIX.length))
      }
    }
  }

  close(): Promise<void> {
    return this.#http.close()
  }
}
