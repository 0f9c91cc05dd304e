import * as z from 'zod'
import type { StoreOptions } from '../store-options.ts'
import { InfluxError } from './errors.ts'
import type { UnitOf } from './schema/series-of.ts'

/** How to reach the database, and where the store keeps what it must remember. */
export interface InfluxStoreOptions extends StoreOptions {
  /** Origin, with a path where a proxy wants one; no credentials in it. */
  readonly url: string
  readonly database: string
  /** Retention policy of raw readings. @default 'oblak_raw' */
  readonly retentionPolicy?: string
  readonly user?: string
  readonly password?: string
  /** Folder for the position file; made where it is missing. */
  readonly positionFolder: string
  /** May the database and its retention policies be created? @default true */
  readonly create?: boolean
  /** For one exchange with the server. @default 10,000 */
  readonly timeoutMs?: number
  /** @default true, except towards this machine itself, where the processor is dearer than the wire */
  readonly gzip?: boolean
  /** Knows the estate's racks and units where their names do not tell. @default by name, see series-of.ts */
  readonly unitOf?: UnitOf
}

const name = z.string().min(1).max(200)
const SCHEMA = z.object({
  url: z.string(),
  database: name,
  retentionPolicy: name.default('oblak_raw'),
  user: z.string().optional(),
  password: z.string().optional(),
  positionFolder: z.string().min(1),
  create: z.boolean().default(true),
  timeoutMs: z.number().int().min(50).max(600_000).default(10_000),
  gzip: z.boolean().optional(),
})

/** The checked options, with the URL taken apart. @throws InfluxError `bad-options` */
export function checkedOptions(options: InfluxStoreOptions) {
  const parsed = SCHEMA.safeParse(options)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new InfluxError('bad-options', `InfluxDB store: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  const url = URL.canParse(parsed.data.url) ? new URL(parsed.data.url) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new InfluxError('bad-options', 'InfluxDB store: the URL must be like http://127.0.0.1:8086')
  }
  if (url.username !== '' || url.password !== '' || url.search !== '') {
    throw new InfluxError('bad-options', 'InfluxDB store: no user, password or query in the URL: URLs end up in logs')
  }
  const { user, password } = parsed.data
  const authorization =
    user === undefined ? undefined : `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}`
  const local = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname)
  return { ...parsed.data, url, authorization, gzip: parsed.data.gzip ?? !local }
}

export type CheckedOptions = ReturnType<typeof checkedOptions>
