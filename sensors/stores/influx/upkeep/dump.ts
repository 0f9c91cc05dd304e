import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Resolution } from '../../../../twin/model/store.ts'
import { InfluxError } from '../errors.ts'
import { type InfluxQl, quoted, type ResultSeries } from '../read/influx-ql.ts'
import { fromWhere } from '../read/select.ts'
import { escapeKey, seriesKey } from '../schema/line-keys.ts'
import type { SeriesKind } from '../schema/series-of.ts'
import type { Tier } from '../schema/tiers.ts'

const HOUR_MS = 3_600_000
/** What one query of a tier may span: bounds what is in memory at once. */
const STEP_MS: Readonly<Record<Resolution, number>> = { raw: HOUR_MS / 4, '1m': 4 * HOUR_MS, '15m': 48 * HOUR_MS }
const TAG_NAMES: ReadonlySet<string> = new Set(['site', 'room', 'row', 'rack', 'unit'])

export interface DumpTools {
  readonly ql: InfluxQl
  readonly database: string
  readonly tiers: Readonly<Record<Resolution, Tier>>
}

/**
 * Writes all tiers as line protocol into an empty folder, a file a tier, in the form that `influx -import -compressed
 * -precision=ms` reads, and `state.json` with what the store knew. Span by span, so that memory stays bounded; readings that
 * come meanwhile may or may not be in it: they are still in the journal behind the position that is written down first.
 * @throws InfluxError `folder-not-empty`, or what the queries throw
 */
export async function dumpDatabase(folder: string, tools: DumpTools, state: object): Promise<void> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) {
    throw new InfluxError('folder-not-empty', `${folder} is not empty: a backup goes into a folder of its own`)
  }
  await writeFile(join(folder, 'state.json'), JSON.stringify(state, undefined, 2))
  for (const tier of Object.values(tools.tiers)) await dumpTier(join(folder, `${tier.resolution}.lp.gz`), tools, tier)
}

async function dumpTier(file: string, { ql, database, tiers }: DumpTools, tier: Tier): Promise<void> {
  const zip = createGzip({ level: 1 })
  const target = createWriteStream(file, { flags: 'wx' })
  zip.pipe(target)
  const done = finished(target)
  done.catch(() => undefined)
  const put = async (text: string) => {
    if (!zip.write(text)) await Promise.race([once(zip, 'drain'), done])
  }
  try {
    await put(`# DDL\nCREATE DATABASE ${quoted(database)}\n`)
    for (const { policy, durationMs } of Object.values(tiers)) {
      await put(
        `CREATE RETENTION POLICY ${quoted(policy)} ON ${quoted(database)} DURATION ${durationMs / HOUR_MS}h REPLICATION 1\n`,
      )
    }
    await put(`# DML\n# CONTEXT-DATABASE: ${database}\n# CONTEXT-RETENTION-POLICY: ${tier.policy}\n`)
    for (const kind of ['rack', 'unit', 'place', 'other'] as const) await dumpKind(put, ql, tier, kind)
    zip.end()
    await done
  } catch (error) {
    zip.destroy()
    target.destroy()
    throw error
  }
}

async function dumpKind(
  put: (text: string) => Promise<void>,
  ql: InfluxQl,
  tier: Tier,
  kind: SeriesKind,
): Promise<void> {
  const edge = async (order: 'ASC' | 'DESC') => {
    const [series = []] = await ql.run([
      `SELECT * FROM ${quoted(tier.policy)}.${quoted(kind)} ORDER BY time ${order} LIMIT 1`,
    ])
    return series[0]?.values[0]?.[0]
  }
  const [first, last] = [await edge('ASC'), await edge('DESC')]
  if (first === undefined || last === undefined) return
  const [keys = []] = await ql.run([`SHOW FIELD KEYS FROM ${quoted(tier.policy)}.${quoted(kind)}`])
  const types = new Map(
    keys.flatMap(({ values }) => values.map(([name, type]) => [String(name), String(type)] as const)),
  )
  for (let from = Number(first); from <= Number(last); from += STEP_MS[tier.resolution]) {
    const span = { from, to: Math.min(from + STEP_MS[tier.resolution], Number(last) + 1) }
    const [series = []] = await ql.run([
      `SELECT * ${fromWhere(tier.policy, { measurement: kind, field: '' }, span)} GROUP BY *`,
    ])
    for (const one of series) await put(linesOf(kind, one, types))
  }
}

function linesOf(
  kind: SeriesKind,
  { tags, columns, values }: ResultSeries,
  types: ReadonlyMap<string, string>,
): string {
  const key = seriesKey({ measurement: kind, tags })
  let text = ''
  for (const row of values) {
    const fields = columns.flatMap((column, index) => {
      const value = row[index]
      if (index === 0 || value === null || value === undefined || TAG_NAMES.has(column)) return []
      return [`${escapeKey(column)}=${fieldValue(value, types.get(column))}`]
    })
    if (fields.length > 0) text += `${key} ${fields.join(',')} ${row[0]}\n`
  }
  return text
}

function fieldValue(value: unknown, type: string | undefined): string {
  if (typeof value === 'string') return `"${value.replace(/["\\]/g, '\\$&')}"`
  return type === 'integer' ? `${value}i` : String(value)
}
