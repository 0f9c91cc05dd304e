import type { Thing } from '../../../model/things.ts'
import type { Metric } from '../../../protocol/metric.ts'
import type { Translator } from '../../i18n/translator.ts'
import type { LiveColumns } from '../../live/columns.ts'
import { FIGURE_UNITS, type FigureMetric } from '../../ui/live-figures.tsx'

/** Columns of the table twin. */
export const TABLE_COLUMNS = [
  'name',
  'health',
  'temperature',
  'humidity',
  'power',
  'power-use',
  'failover-use',
  'cooling-use',
  'space-use',
  'free-run',
  'stranded',
  'confidence',
  'age',
] as const
export type TableColumn = (typeof TABLE_COLUMNS)[number]

export interface Sorting {
  readonly column: TableColumn
  readonly descending: boolean
}

/** Columns that hold numbers from the live columns. */
export function isFigure(column: TableColumn): column is FigureMetric {
  return column in FIGURE_UNITS
}

/** The metrics that the table needs live. */
export const TABLE_METRICS: readonly Metric[] = TABLE_COLUMNS.filter(isFigure)

/**
 * Things in the order asked; no data last whichever way, equal ones by name. The racks of a row stay together: things of the same
 * parent are sorted among themselves.
 *
 * @param parentNameOf what is shown beside a thing's name; empty for what stands in the scope itself
 */
export function sortThings(
  things: readonly Thing[],
  { column, descending }: Sorting,
  columns: LiveColumns,
  { compare, nameOf }: Pick<Translator, 'compare' | 'nameOf'>,
  parentNameOf: (thing: Thing) => string,
): Thing[] {
  const byName = (one: Thing, other: Thing) =>
    compare(parentNameOf(one), parentNameOf(other)) ||
    compare(nameOf(one), nameOf(other)) ||
    compare(one.path, other.path)
  const sign = descending ? -1 : 1
  if (column === 'name') return [...things].sort((one, other) => sign * byName(one, other))
  const values = columns.valuesOf(column)
  return [...things].sort((one, other) => {
    const [a, b] = [values[one.index] ?? Number.NaN, values[other.index] ?? Number.NaN]
    if (Number.isNaN(a) || Number.isNaN(b))
      return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || byName(one, other)
    return a === b ? byName(one, other) : sign * (a < b ? -1 : 1)
  })
}
