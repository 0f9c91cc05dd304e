import { randomUUID } from 'node:crypto'
import { InfluxError, messageOf } from '../errors.ts'
import { type InfluxQl, literal, quoted, type ResultSeries } from '../read/influx-ql.ts'
import type { Answer } from '../write/influx-http.ts'
import { isBusy } from '../write/verdict.ts'
import type { Tier } from './tiers.ts'

/** Measurement in the coarsest tier that holds what the store calls this database. */
export const IDENTITY = 'oblak_store'

export interface DatabaseTools {
  readonly ql: InfluxQl
  readonly database: string
  readonly tiers: readonly Tier[]
  readonly identityTier: Tier
  readonly rawTier: Tier
  /** May database and retention policies be created? */
  readonly create: boolean
  readonly post: (policy: string, lines: string) => Promise<Answer>
  readonly now: () => number
  readonly warn: (message: string) => void
}

/** What was found, or made. */
export interface PreparedDatabase {
  /** Survives restarts, not the database: one that was wiped has another. */
  readonly id: string
  /** Answer to `SHOW FIELD KEYS` of the raw policy. */
  readonly fields: readonly ResultSeries[]
}

/**
 * Sees to database, retention policies and identity, making what is missing where that is allowed.
 * @throws InfluxError `no-database`, `no-retention-policy`, `not-influxdb`, or what the queries throw
 */
export async function prepareDatabase(tools: DatabaseTools): Promise<PreparedDatabase> {
  await preparePolicies(tools, await policiesOf(tools))
  const id = (await readIdentity(tools)) ?? (await writeIdentity(tools, randomUUID()))
  const [keys = []] = await tools.ql.run([
    `SHOW FIELD KEYS ON ${quoted(tools.database)} FROM ${quoted(tools.rawTier.policy)}./.*/`,
  ])
  return { id, fields: keys }
}

/** The database's identity; undefined where it has none. @throws InfluxError */
export async function readIdentity({ ql, identityTier }: DatabaseTools): Promise<string | undefined> {
  const [series = []] = await ql.run([`SELECT last("id") FROM ${quoted(identityTier.policy)}.${quoted(IDENTITY)}`])
  const id = series[0]?.values[0]?.[1]
  return typeof id === 'string' ? id : undefined
}

/**
 * Writes the identity with the present instant, and reads it back: an engine that takes lines but keeps no strings
 * (VictoriaMetrics) or that does not understand InfluxQL is found out here, before readings go there.
 */
export async function writeIdentity(tools: DatabaseTools, id: string): Promise<string> {
  const answer = await tools.post(tools.identityTier.policy, `${IDENTITY} id="${id}" ${Math.floor(tools.now())}\n`)
  if (answer.kind === 'silence')
    throw new InfluxError('unreachable', `the database cannot be written to: ${answer.reason}`)
  if (answer.status !== 204) {
    const isRefused = answer.status === 401 || answer.status === 403
    const code = isRefused ? 'refused' : isBusy(answer.status) ? 'unreachable' : 'query-failed'
    throw new InfluxError(code, `the first write was answered ${answer.status}: ${answer.text.trim().slice(0, 300)}`)
  }
  if ((await readIdentity(tools)) !== id) {
    throw new InfluxError(
      'not-influxdb',
      'the server took a line and does not give it back as it was: it is not InfluxDB, or keeps no strings (VictoriaMetrics). Roll-up sketches and the position need both',
    )
  }
  return id
}

async function policiesOf(tools: DatabaseTools): Promise<readonly ResultSeries[]> {
  const show = [`SHOW RETENTION POLICIES ON ${quoted(tools.database)}`]
  try {
    return (await tools.ql.run(show))[0] ?? []
  } catch (error) {
    if (!(error instanceof InfluxError && /database not found/i.test(error.message))) throw error
    if (!tools.create) {
      throw new InfluxError(
        'no-database',
        `there is no database ${tools.database}, and it may not be created: create it`,
      )
    }
    await tools.ql.run([`CREATE DATABASE ${quoted(tools.database)}`])
    tools.warn(`the database ${tools.database} was missing and has been created`)
    return (await tools.ql.run(show))[0] ?? []
  }
}

async function preparePolicies(tools: DatabaseTools, found: readonly ResultSeries[]): Promise<void> {
  const durations = new Map(
    found.flatMap(({ values }) => values.map((row) => [String(row[0]), String(row[1])] as const)),
  )
  for (const { policy, durationMs, keptMs, shardMs } of tools.tiers) {
    const duration = durations.get(policy)
    if (duration !== undefined) {
      const ms = durationOf(duration)
      if (ms !== 0 && ms < keptMs) {
        tools.warn(`retention policy ${policy} keeps ${duration}, less than the ${hours(keptMs)} that Oblak counts on`)
      }
      continue
    }
    const statement = `CREATE RETENTION POLICY ${quoted(policy)} ON ${quoted(tools.database)} DURATION ${hours(durationMs)} REPLICATION 1 SHARD DURATION ${hours(shardMs)}`
    const advice = `Create it: on InfluxDB 1 with ${statement}; on InfluxDB 2 as a bucket with a DBRP mapping for ${literal(policy)}; InfluxDB 3 has no retention policies of a database`
    if (!tools.create) throw new InfluxError('no-retention-policy', `there is no retention policy ${policy}. ${advice}`)
    try {
      await tools.ql.run([statement])
    } catch (error) {
      if (error instanceof InfluxError && error.code !== 'query-failed') throw error
      const why = `retention policy ${policy} is missing and cannot be created (${messageOf(error)}). ${advice}`
      throw new InfluxError('no-retention-policy', why, { cause: error })
    }
  }
}

function hours(ms: number): string {
  return `${Math.ceil(ms / 3_600_000)}h`
}

/** `168h0m0s` in milliseconds; 0 is for ever. */
function durationOf(text: string): number {
  const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1_000 }
  return [...text.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit = '']) => sum + Number(count) * (units[unit] ?? 0),
    0,
  )
}
