import type { IPoint } from 'influx'
import type { Batch } from '../../../../twin/model/batch.ts'
import { rackPoints } from '../../testing/point-list.ts'
import { LineKeys } from '../schema/line-keys.ts'

/** Readings of a batch. */
export const ROWS = 5_000
export const POINTS = 20_000
export const points = rackPoints(POINTS)
export const keys = new LineKeys(points)
/** The numbers of a batch's rows. */
export const rows = Uint32Array.from({ length: ROWS }, (_, row) => row)

/** Readings of `POINTS` points in turn, a round of all of them every ten seconds, each device at a millisecond of its own. */
export function batchAt(index: number, start: number): Batch {
  const point = Uint32Array.from(rows, (row) => (index * ROWS + row) % POINTS)
  const round = Math.floor((index * ROWS) / POINTS)
  return {
    point,
    at: Float64Array.from(point, (one) => start + round * 10_000 + (Math.floor(one / 5) % 7_919)),
    value: Float64Array.from(rows, (row) => Math.round(Math.sin(index + row) * 5_000) / 10),
    quality: new Uint8Array(ROWS),
  }
}

/** The same readings as the package `influx` wants them, a point each. */
export function singlePointsOf(batch: Batch): IPoint[] {
  return Array.from(rows, (row) => pointsOf(pick(batch, row))).flat()
}

/** The same, grouped as our lines are: what shares series and instant is one point. */
export function pointsOf(batch: Batch): IPoint[] {
  const found: IPoint[] = []
  let open: { series: number; at: number; fields: Record<string, number> } | undefined
  for (let row = 0; row < batch.point.length; row++) {
    const key = keys.of(batch.point[row] ?? 0)
    const at = batch.at[row] ?? 0
    if (!key) continue
    if (!open || open.series !== key.series || open.at !== at) {
      open = { series: key.series, at, fields: {} }
      const { measurement, tags } = key.place
      found.push({ measurement, tags: { ...tags }, fields: open.fields, timestamp: at })
    }
    open.fields[key.place.field] = batch.value[row] ?? 0
  }
  return found
}

function pick(batch: Batch, row: number): Batch {
  return {
    point: batch.point.slice(row, row + 1),
    at: batch.at.slice(row, row + 1),
    value: batch.value.slice(row, row + 1),
    quality: batch.quality.slice(row, row + 1),
  }
}
