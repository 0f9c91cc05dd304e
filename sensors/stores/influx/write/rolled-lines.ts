import type { QuantileSketch } from '../../rollup/quantile-sketch.ts'

/** Suffixes of a roll-up's fields; the mean has the point's own field, so a chart needs to change the policy only. */
export const ROLLED = {
  min: ':min',
  max: ':max',
  last: ':last',
  count: ':count',
  sum: ':sum',
  sketch: ':sketch',
} as const

/** What a roll-up says of the good readings of a bucket. A count of 0 takes back what an earlier one said. */
export interface RolledRow {
  /** Line protocol's measurement and tags. */
  readonly series: string
  /** Line protocol's field key. */
  readonly field: string
  /** The bucket's start. */
  readonly at: number
  readonly min: number
  readonly max: number
  readonly last: number
  readonly count: number
  readonly mean: number
  readonly sketch: QuantileSketch | undefined
}

/** The rows as line protocol; those of one series and instant share a line. */
export function rolledLines(rows: readonly RolledRow[]): string {
  const byLine = new Map<string, string[]>()
  for (const row of rows) {
    const key = `${row.at} ${row.series}`
    const fields = byLine.get(key)
    if (fields) fields.push(fieldsOf(row))
    else byLine.set(key, [fieldsOf(row)])
  }
  let text = ''
  for (const [key, fields] of byLine) {
    const space = key.indexOf(' ')
    text += `${key.slice(space + 1)} ${fields.join(',')} ${key.slice(0, space)}\n`
  }
  return text
}

function fieldsOf({ field, mean, min, max, last, count, sketch }: RolledRow): string {
  if (count === 0) return `${field}${ROLLED.count}=0i`
  const bytes = sketch ? `,${field}${ROLLED.sketch}="${Buffer.from(sketch.toBytes()).toString('base64')}"` : ''
  return `${field}=${mean},${field}${ROLLED.min}=${min},${field}${ROLLED.max}=${max},${field}${ROLLED.last}=${last},${field}${ROLLED.count}=${count}i${bytes}`
}
