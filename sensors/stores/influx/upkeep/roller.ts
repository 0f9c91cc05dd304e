import type { Resolution } from '../../../../twin/model/store.ts'
import { MINUTE_MS, QUARTER_MS } from '../../rollup/history-grid.ts'
import { InfluxError } from '../errors.ts'
import { type InfluxQl, quoted, type ResultSeries } from '../read/influx-ql.ts'
import { oldestIn } from '../read/oldest.ts'
import { appendRows } from '../read/raw-rows.ts'
import { column, type FieldTarget, fromWhere, rawColumns, type Span } from '../read/select.ts'
import { escapeKey, seriesKey } from '../schema/line-keys.ts'
import { SERIES_KINDS, type SeriesKind } from '../schema/series-of.ts'
import type { Tier } from '../schema/tiers.ts'
import type { Answer } from '../write/influx-http.ts'
import { ROLLED, type RolledRow, rolledLines } from '../write/rolled-lines.ts'
import { verdictOf } from '../write/verdict.ts'
import { bucketsOfRaw, bucketsOfRolled } from './bucket-rows.ts'

const STATEMENTS_A_REQUEST = 20
const ROWS_A_WRITE = 5_000

export interface RollerTools {
  readonly ql: InfluxQl
  readonly database: string
  readonly tiers: Readonly<Record<Resolution, Tier>>
  readonly post: (policy: string, lines: string) => Promise<Answer>
  readonly hasQuality: (measurement: string, field: string) => boolean
  /** Told of all field keys: another Oblak may have written qualities that this one has not heard of. */
  readonly noteFields: (keys: readonly ResultSeries[]) => void
  readonly warn: (message: string) => void
}

/** Makes roll-ups of spans: minutes from raw readings, quarters of an hour from minutes. Doing it twice changes nothing. */
export class Roller {
  readonly #tools: RollerTools

  constructor(tools: RollerTools) {
    this.#tools = tools
  }

  /** Every field of every series that readings were ever written to. */
  async allFields(): Promise<readonly FieldTarget[]> {
    const { ql, database, tiers } = this.#tools
    const from = `${quoted(tiers.raw.policy)}./.*/`
    const [keys = []] = await ql.run([`SHOW FIELD KEYS ON ${quoted(database)} FROM ${from}`])
    this.#tools.noteFields(keys)
    return keys.flatMap(({ name, values }) =>
      SERIES_KINDS.some((kind) => kind === name)
        ? values.flatMap(([field]) =>
            String(field).includes(':') ? [] : [{ measurement: name, field: String(field) }],
          )
        : [],
    )
  }

  /** The instant of the oldest raw reading from `from` on; undefined where there is none. */
  oldestRaw(from: number): Promise<number | undefined> {
    const { ql, tiers } = this.#tools
    return oldestIn(ql, tiers.raw.policy, { from, to: from + 4_000_000_000_000 })
  }

  /** Rolls the minutes of a span up; gives the number of roll-ups written. `again`: some may have been rolled up before. */
  rollMinutes(targets: readonly FieldTarget[], span: Span, again: boolean): Promise<number> {
    const { tiers, hasQuality } = this.#tools
    return this.#roll(
      targets,
      span,
      again,
      tiers['1m'],
      (_, series, name) => {
        const rows = { at: [], value: [], quality: [] }
        appendRows(rows, series)
        return bucketsOfRaw(rows, MINUTE_MS, name)
      },
      (target) =>
        `${rawColumns(target.field, hasQuality(target.measurement, target.field))} ${fromWhere(tiers.raw.policy, target, span)}`,
    )
  }

  /** Rolls whole quarters of an hour up from their minutes; gives the number of roll-ups written. */
  rollQuarters(targets: readonly FieldTarget[], span: Span, again: boolean): Promise<number> {
    const { tiers } = this.#tools
    const columns = ({ field }: FieldTarget) =>
      ['', ROLLED.min, ROLLED.max, ROLLED.last, ROLLED.count, ROLLED.sketch]
        .map((suffix) => column(field, suffix))
        .join(', ')
    return this.#roll(
      targets,
      span,
      again,
      tiers['15m'],
      (_, series, name) => bucketsOfRolled(series, QUARTER_MS, name),
      (target) =>
        `${columns(target)} ${fromWhere(tiers['1m'].policy, target, span, `${column(target.field, ROLLED.count)} > 0`)}`,
    )
  }

  async #roll(
    targets: readonly FieldTarget[],
    span: Span,
    again: boolean,
    into: Tier,
    bucketsOf: (
      target: FieldTarget,
      series: ResultSeries,
      name: { series: string; field: string },
    ) => readonly RolledRow[],
    columnsFrom: (target: FieldTarget) => string,
  ): Promise<number> {
    let written = 0
    for (let first = 0; first < targets.length; first += STATEMENTS_A_REQUEST) {
      const some = targets.slice(first, first + STATEMENTS_A_REQUEST)
      const answers = await this.#tools.ql.run(some.map((target) => `SELECT ${columnsFrom(target)} GROUP BY *`))
      const rows = some.flatMap((target, index) =>
        (answers[index] ?? []).flatMap((series) => {
          const key = seriesKey({ measurement: target.measurement as SeriesKind, tags: series.tags })
          return bucketsOf(target, series, { series: key, field: escapeKey(target.field) })
        }),
      )
      const gone = again ? await this.#takenBack(some, span, into, rows) : []
      await this.#write(into, [...rows, ...gone])
      written += rows.length + gone.length
    }
    return written
  }

  /** Roll-ups that stand in the tier and have lost all their good readings. */
  async #takenBack(
    targets: readonly FieldTarget[],
    span: Span,
    into: Tier,
    rows: readonly RolledRow[],
  ): Promise<readonly RolledRow[]> {
    const standing = new Set(rows.map(({ series, field, at }) => `${at} ${field} ${series}`))
    const answers = await this.#tools.ql.run(
      targets.map((target) => {
        const count = column(target.field, ROLLED.count)
        return `SELECT ${count} ${fromWhere(into.policy, target, span, `${count} > 0`)} GROUP BY *`
      }),
    )
    return targets.flatMap((target, index) =>
      (answers[index] ?? []).flatMap(({ tags, values }) => {
        const series = seriesKey({ measurement: target.measurement as SeriesKind, tags })
        const field = escapeKey(target.field)
        return values.flatMap(([at]): RolledRow[] =>
          standing.has(`${at} ${field} ${series}`)
            ? []
            : [{ series, field, at: Number(at), min: 0, max: 0, last: 0, count: 0, mean: 0, sketch: undefined }],
        )
      }),
    )
  }

  async #write(tier: Tier, rows: readonly RolledRow[]): Promise<void> {
    for (let first = 0; first < rows.length; first += ROWS_A_WRITE) {
      const answer = await this.#tools.post(tier.policy, rolledLines(rows.slice(first, first + ROWS_A_WRITE)))
      const verdict = verdictOf(answer, 0)
      if (verdict.kind === 'stored') continue
      // What it refuses for what the lines are would be refused for ever: the raw readings are there still.
      if (verdict.kind === 'some' || (verdict.kind === 'none' && verdict.sure)) {
        this.#tools.warn(`some roll-ups were refused by InfluxDB: ${verdict.reason}`)
      } else {
        const code = verdict.kind === 'busy' ? 'unreachable' : 'query-failed'
        throw new InfluxError(code, `roll-ups could not be written to ${tier.policy}: ${verdict.reason}`)
      }
    }
  }
}
