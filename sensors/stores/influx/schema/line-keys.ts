import type { PointDirectory } from '../../../../twin/model/batch.ts'
import { type SeriesOfPoint, seriesOf, TAG_KEYS, type UnitOf } from './series-of.ts'

/** InfluxDB's own limit of a series key is 65,535 bytes; half of it leaves room for suffixes. */
const MOST_KEY_BYTES = 32_767
/** Suffix of the field that holds a reading's quality where it is not good. */
export const QUALITY_SUFFIX = ':quality'

/** A field key, ready as bytes. */
interface FieldBytes {
  /** `pdu-a/power` */
  readonly field: Uint8Array
  /** `pdu-a/power=` */
  readonly fieldEquals: Uint8Array
  /** `pdu-a/power:quality=` */
  readonly qualityEquals: Uint8Array
}

/** What of a point's lines never changes, ready as bytes. */
export interface LineKey extends FieldBytes {
  /** Dense number of the series: consecutive readings with the same one share a line. */
  readonly series: number
  /** `rack,rack=rack-07,site=kragujevac ` with the space before the fields. */
  readonly prefix: Uint8Array
  readonly place: SeriesOfPoint
}

/** The line keys of points, made once each when they are first asked for. */
export class LineKeys {
  readonly #keys: (LineKey | undefined)[] = []
  readonly #series = new Map<string, { readonly index: number; readonly prefix: Uint8Array }>()
  /** Every rack has the same fields: their bytes once each, so that they stay in the processor's cache. */
  readonly #fields = new Map<string, FieldBytes>()
  readonly #points: PointDirectory
  readonly #unitOf: UnitOf | undefined

  constructor(points: PointDirectory, unitOf?: UnitOf) {
    this.#points = points
    this.#unitOf = unitOf
  }

  /** The keys of a point; undefined where the directory does not know it or its name is too long to be a key. */
  of(point: number): LineKey | undefined {
    return this.#keys[point] ?? this.#make(point)
  }

  #make(point: number): LineKey | undefined {
    const definition = this.#points.definition(point)
    if (!definition) return undefined
    const place = seriesOf(definition.path, this.#unitOf)
    const text = seriesKey(place)
    const field = escapeKey(place.field)
    if (Buffer.byteLength(text) + Buffer.byteLength(field) > MOST_KEY_BYTES) return undefined
    const known = this.#series.get(text)
    const series = known ?? { index: this.#series.size, prefix: Buffer.from(`${text} `) }
    if (!known) this.#series.set(text, series)
    const key: LineKey = { series: series.index, prefix: series.prefix, ...this.#fieldBytes(field), place }
    this.#keys[point] = key
    return key
  }

  #fieldBytes(field: string): FieldBytes {
    const known = this.#fields.get(field)
    if (known) return known
    const made = {
      field: Buffer.from(field),
      fieldEquals: Buffer.from(`${field}=`),
      qualityEquals: Buffer.from(`${field}${QUALITY_SUFFIX}=`),
    }
    this.#fields.set(field, made)
    return made
  }
}

/** Measurement and tags as line protocol writes them, tags sorted by key as the engine keeps them. */
export function seriesKey({ measurement, tags }: Pick<SeriesOfPoint, 'measurement' | 'tags'>): string {
  const parts = [...TAG_KEYS].sort().flatMap((key) => {
    const value = tags[key]
    return value === undefined ? [] : [`${key}=${escapeKey(value)}`]
  })
  return [measurement, ...parts].join(',')
}

/** Comma, equals sign and space of a tag value or field key, each after a backslash. */
export function escapeKey(text: string): string {
  return text.replace(/[,= ]/g, '\\$&')
}
