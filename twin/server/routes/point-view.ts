import { QUALITIES } from '../../model/reading.ts'
import type { PointView } from '../../protocol/rest.ts'
import { orNull } from '../http/numbers.ts'
import type { LatestTable } from '../values/latest-table.ts'
import type { MappedPoint } from '../values/point-map.ts'

/** A point with its newest reading, as the page gets it. */
export function pointView(table: LatestTable, { index, definition }: MappedPoint): PointView {
  const { path, quantity, unit } = definition
  const at = table.at[index]
  const interval = table.interval(index)
  return {
    index,
    path,
    quantity,
    unit,
    ...(at === undefined || Number.isNaN(at)
      ? {}
      : {
          latest: {
            at,
            value: orNull(table.value[index]),
            quality: QUALITIES[table.quality[index] ?? 0] ?? 'invalid',
            stale: table.stale[index] === 1,
          },
        }),
    ...(interval === undefined ? {} : { expectedIntervalMs: Math.round(interval) }),
  }
}
