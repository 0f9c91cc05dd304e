import type { QuantileSketch } from '../../rollup/quantile-sketch.ts'
import { sketchOf } from '../upkeep/bucket-rows.ts'
import { ROLLED } from '../write/rolled-lines.ts'
import type { InfluxQl } from './influx-ql.ts'
import { readRawRows } from './raw-rows.ts'
import { column, type FieldTarget, fromWhere, type Span } from './select.ts'

/** Adds the good raw readings of a span to a sketch. @throws InfluxError */
export async function sketchRaw(
  ql: InfluxQl,
  policy: string,
  target: FieldTarget & { readonly hasQuality: boolean },
  span: Span,
  sketch: QuantileSketch,
): Promise<void> {
  if (span.from >= span.to) return
  const [rows] = await readRawRows(ql, policy, [target], span)
  rows?.value.forEach((value, index) => {
    if (rows.quality[index] === 0) sketch.add(value)
  })
}

/** Adds the sketches of the roll-ups that begin in a span to a sketch. @throws InfluxError */
export async function sketchRolled(
  ql: InfluxQl,
  policy: string,
  target: FieldTarget,
  span: Span,
  sketch: QuantileSketch,
): Promise<void> {
  if (span.from >= span.to) return
  const columns = [ROLLED.sketch, ROLLED.min, ROLLED.max].map((suffix) => column(target.field, suffix)).join(', ')
  const where = fromWhere(policy, target, span, `${column(target.field, ROLLED.count)} > 0`)
  const [series = []] = await ql.run([`SELECT ${columns} ${where}`])
  for (const [, text, min, max] of series[0]?.values ?? []) {
    const rolled = sketchOf(text, Number(min), Number(max))
    if (rolled) sketch.merge(rolled)
  }
}
