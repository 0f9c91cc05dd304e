import { QUALITY_SUFFIX } from '../schema/line-keys.ts'
import { type SeriesOfPoint, TAG_KEYS } from '../schema/series-of.ts'
import { literal, quoted } from './influx-ql.ts'

/** A field of a measurement, in certain series or in all. */
export interface FieldTarget {
  readonly measurement: string
  readonly field: string
  /** Tags of the series that are meant; all of the measurement where absent. */
  readonly series?: readonly SeriesOfPoint['tags'][]
}

/** Half-open span in epoch milliseconds. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** `FROM` and `WHERE` of a target in a retention policy over a span, with one condition more where given. */
export function fromWhere(policy: string, target: FieldTarget, span: Span, condition?: string): string {
  const where = [
    ...(target.series ? [`(${target.series.map(sameTags).join(' OR ')})`] : []),
    ...(condition === undefined ? [] : [condition]),
    `time >= ${span.from}ms AND time < ${span.to}ms`,
  ]
  return `FROM ${quoted(policy)}.${quoted(target.measurement)} WHERE ${where.join(' AND ')}`
}

/** The field as InfluxQL names it, with a suffix where given. */
export function column(field: string, suffix = ''): string {
  return quoted(`${field}${suffix}`)
}

/** Value and, where the field has one, quality of a raw field. */
export function rawColumns(field: string, hasQuality: boolean): string {
  return hasQuality ? `${column(field)}, ${column(field, QUALITY_SUFFIX)}` : column(field)
}

/** All tags are compared, also those that the series lacks: `''` means absent to InfluxQL. */
function sameTags(tags: SeriesOfPoint['tags']): string {
  return `(${TAG_KEYS.map((key) => `${quoted(key)} = ${literal(tags[key] ?? '')}`).join(' AND ')})`
}
