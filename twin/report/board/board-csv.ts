import { MEASURES } from '../../analysis/build-out/readiness.ts'
import { toCsv } from '../../web/ui/csv.ts'
import type { BoardData } from './board-data.ts'

/** Tables of the report, each a file. */
export const BOARD_TABLES = ['milestones', 'ready', 'unmet', 'activities'] as const
export type BoardTable = (typeof BOARD_TABLES)[number]

type Rows = readonly (readonly (string | number | null | undefined)[])[]

/** A table as CSV: days as ISO, power in watts, areas in square metres, float in minutes of work; what is not known is empty. */
export function boardCsv(data: BoardData, table: BoardTable): string {
  return toCsv(TABLES[table](data))
}

const TABLES: Readonly<Record<BoardTable, (data: BoardData) => Rows>> = { milestones, ready, unmet, activities }

function milestones({ view }: BoardData): Rows {
  const found = new Map(view.activities.map((activity) => [activity.id, activity]))
  return [
    [
      ...['activity', 'name', 'name_sr', 'package', 'day', 'is_done', 'baseline', 'due', 'late_days', 'float_min'],
      ...['gate', 'level', ...MEASURES.map(columnOf), 'source'],
    ],
    ...view.milestones.map(({ activity: id, day, due, float, isDone, late, planned }) => {
      const activity = found.get(id)
      return [
        ...[id, activity?.name, activity?.nameSr, activity?.package, day, String(isDone), planned, due, late, float],
        ...[activity?.gate, activity?.level, ...MEASURES.map((measure) => activity?.handsOver?.[measure])],
        activity?.source,
      ]
    }),
  ]
}

function ready({ view }: BoardData): Rows {
  const sums = new Map<string, number>()
  return [
    ['day', 'is_built', 'measure', 'amount', 'in_all', 'activity', 'package'],
    ...view.ready.steps.map(({ activity, amount, day, isBuilt, measure, package: of }) => {
      const sum = (sums.get(measure) ?? 0) + amount
      sums.set(measure, sum)
      return [day, String(isBuilt), measure, amount, sum, activity, of]
    }),
  ]
}

function unmet({ supply }: BoardData): Rows {
  return [
    [
      'id',
      'name',
      'name_sr',
      'kind',
      'place',
      'pool',
      'measure',
      'from',
      'until',
      'wanted',
      'short',
      'waits_for',
      'source',
    ],
    ...(supply?.unmet ?? []).map((one) => [
      ...[one.id, one.name, one.nameSr, one.kind, one.place, one.pool, one.measure, one.from, one.until],
      ...[one.wanted, one.short, one.waitsFor, one.source],
    ]),
  ]
}

function activities({ view }: BoardData): Rows {
  const { baseline } = view
  return [
    [
      ...['id', 'name', 'name_sr', 'package', 'calendar', 'kind', 'start', 'finish', 'late_start', 'late_finish'],
      ...[
        'total_float_min',
        'free_float_min',
        'is_critical',
        'is_on_longest_chain',
        'done_share',
        'started',
        'finished',
      ],
      ...['baseline_start', 'baseline_finish', 'moved_days', 'source', 'reported_at', 'reported_by'],
    ],
    ...view.activities.map((one) => {
      const planned = baseline === null ? undefined : one.baselines[baseline]
      return [
        ...[one.id, one.name, one.nameSr, one.package, one.calendar, one.kind, one.start, one.finish],
        ...[
          one.lateStart,
          one.lateFinish,
          one.totalFloat,
          one.freeFloat,
          String(one.isCritical),
          String(one.isLongest),
        ],
        ...[one.done, one.started, one.finished, planned?.[0], planned?.[1], one.moved, one.source],
        ...[one.reported?.at, one.reported?.by],
      ]
    }),
  ]
}

function columnOf(measure: (typeof MEASURES)[number]): string {
  if (measure === 'area') return 'area_m2'
  return measure === 'power' || measure === 'cooling' ? `${measure}_W` : measure
}
