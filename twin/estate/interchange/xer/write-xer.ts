import { harmlessText } from '../../../kit/harmless-text.ts'
import { dayAfter } from '../../../model/day.ts'
import type { Baseline, DateConstraint, Programme, WallMinute } from '../../../model/programme.ts'
import { beginOf } from '../../../model/wall-minute.ts'
import { lengthsOf } from '../../../model/work-amount.ts'
import { type ExportRow, firstMinute, lastMinute } from '../export-rows.ts'
import { xerMoment } from '../foreign-dates.ts'
import { p6Head } from '../p6-head.ts'
import { writeXerCalendar } from './xer-calendar.ts'

const CONSTRAINTS: Readonly<Record<DateConstraint['kind'], string>> = {
  'start-no-earlier': 'CS_MSOA',
  'start-no-later': 'CS_MSOB',
  'finish-no-earlier': 'CS_MEOA',
  'finish-no-later': 'CS_MEOB',
  'must-start': 'CS_MSO',
  'must-finish': 'CS_MEO',
}
const LAG_MODES = { from: 'rcal_Predecessor', to: 'rcal_Successor', always: 'rcal_24Hour' } as const
const PROJECT = 1
const ROOT = 1

const TASK_COLUMNS = [
  ...['task_id', 'proj_id', 'wbs_id', 'clndr_id', 'phys_complete_pct', 'complete_pct_type', 'task_type'],
  ...['duration_type', 'status_code', 'task_code', 'task_name', 'remain_drtn_hr_cnt', 'target_drtn_hr_cnt'],
  ...['cstr_date', 'act_start_date', 'act_end_date', 'late_start_date', 'late_end_date', 'early_start_date'],
  ...['early_end_date', 'target_start_date', 'target_end_date', 'cstr_type', 'cstr_date2', 'cstr_type2'],
] as const

type Cell = string | number | undefined

/**
 * A programme as an XER file of Primavera P6. Percentages are written as physical ones, budget and cost as an expense of the activity.
 * @returns the text, and what of the lags it cannot say
 */
export function writeXer(programme: Programme): { readonly text: string; readonly untold: readonly string[] } {
  const { baselines, calendars, currency, dataDate, links, name = 'Oblak', packages } = programme
  const { lagsBy, numbers, rows, untold } = p6Head(programme)
  const first = packages.length + ROOT + 1
  const status = xerMoment(beginOf(dayAfter(dataDate)))
  const begin = xerMoment(earliest(rows) ?? beginOf(dayAfter(dataDate)))
  const tables = [
    table(
      'CURRTYPE',
      'curr_id decimal_digit_cnt curr_symbol decimal_symbol digit_group_symbol curr_short_name base_exch_rate',
      [[1, 2, currency, '.', ',', currency, 1]],
    ),
    table(
      'PROJECT',
      'proj_id proj_short_name clndr_id plan_start_date last_recalc_date def_complete_pct_type orig_proj_id add_date',
      [
        [PROJECT, name, 1, begin, status, 'CP_Phys'],
        ...baselines.map(({ id, set }, at) => {
          return [PROJECT + 1 + at, id, 1, begin, xerMoment(beginOf(set)), 'CP_Phys', PROJECT, xerMoment(beginOf(set))]
        }),
      ],
    ),
    table(
      'CALENDAR',
      'clndr_id default_flag clndr_name proj_id base_clndr_id clndr_type day_hr_cnt week_hr_cnt clndr_data',
      calendars.map((calendar, at) => {
        const { day, week } = lengthsOf(calendar)
        const data = writeXerCalendar(calendar)
        return [at + 1, at === 0 ? 'Y' : 'N', calendar.name, '', '', 'CA_Base', hours(day), hours(week), data]
      }),
    ),
    table('SCHEDOPTIONS', 'schedoptions_id proj_id sched_calendar_on_relationship_lag sched_retained_logic', [
      [1, PROJECT, LAG_MODES[lagsBy], 'Y'],
    ]),
    table('PROJWBS', 'wbs_id proj_id seq_num proj_node_flag status_code wbs_short_name wbs_name parent_wbs_id', [
      [ROOT, PROJECT, 0, 'Y', 'WS_Open', name, name, ''],
      ...packages.map(({ id, name: title }, at) => {
        return [ROOT + at + 1, PROJECT, at + 1, 'N', 'WS_Open', id, title, ROOT]
      }),
      ...baselines.map(({ id, name: title }, at) => [first + at, PROJECT + 1 + at, 0, 'Y', 'WS_Open', id, title, '']),
    ]),
    table('TASK', TASK_COLUMNS.join(' '), [
      ...rows.map((row, at) =>
        taskCells(row, {
          ...{ number: at + 1, calendar: numbers.calendars.get(row.activity.calendar) },
          wbs: ROOT + (numbers.packages.get(row.activity.package) ?? 0),
        }),
      ),
      ...baselines.flatMap((baseline, at) => baselineCells(baseline, rows, { at, wbs: first + at })),
    ]),
    table(
      'TASKPRED',
      'task_pred_id task_id pred_task_id proj_id pred_proj_id pred_type lag_hr_cnt',
      links.map(({ from, lag, to, type }, at) => {
        return [
          at + 1,
          numbers.activities.get(to),
          numbers.activities.get(from),
          PROJECT,
          PROJECT,
          `PR_${type}`,
          hours(lag),
        ]
      }),
    ),
    table(
      'PROJCOST',
      'cost_item_id proj_id task_id cost_name act_cost remain_cost target_cost',
      rows.flatMap(({ activity: { budget, id }, report }, at) => {
        const { amount = 0 } = budget ?? {}
        const cost = report?.cost ?? 0
        const left = Math.max(0, amount - cost)
        return amount === 0 && cost === 0
          ? []
          : [[at + 1, PROJECT, numbers.activities.get(id), 'Budget', cost, left, amount]]
      }),
    ),
  ]
  const head = [
    'ERMHDR',
    '19.12',
    status.slice(0, 10),
    'Project',
    'oblak',
    'Oblak',
    'dbxDatabaseNoName',
    'Project Management',
    currency,
  ]
  return {
    text: `${[head.join('\t'), ...tables.flat(), '%E'].join('\r\n')}\r\n`,
    untold,
  }
}

function taskCells(
  { activity, done, earlyFinish, earlyStart, finished, lateFinish, lateStart, remaining, started }: ExportRow,
  { calendar, number, wbs }: { readonly number: number; readonly calendar: Cell; readonly wbs: Cell },
): readonly Cell[] {
  const { constraints, duration, id, kind, name } = activity
  const [first, second] = constraints
  const type = kind === 'level-of-effort' ? 'TT_LOE' : kind === 'milestone' ? 'TT_FinMile' : 'TT_Task'
  const state = finished !== undefined ? 'TK_Complete' : started !== undefined ? 'TK_Active' : 'TK_NotStart'
  const [early, end] = [moment(earlyStart), moment(earlyFinish)]
  return [
    ...[number, PROJECT, wbs, calendar, Number((done * 100).toFixed(6)), 'CP_Phys', type],
    ...['DT_FixedDUR2', state, id, name, hours(remaining), hours(duration)],
    ...[first && moment(first.at), moment(started), moment(finished), moment(lateStart), moment(lateFinish), early],
    ...[
      end,
      early,
      end,
      first && CONSTRAINTS[first.kind],
      second && moment(second.at),
      second && CONSTRAINTS[second.kind],
    ],
  ]
}

/** Activities of a baseline, which P6 keeps as a project of its own: only their planned dates are known. */
function baselineCells(
  { dates }: Baseline,
  rows: readonly ExportRow[],
  { at, wbs }: { readonly at: number; readonly wbs: number },
): readonly (readonly Cell[])[] {
  return rows.flatMap(({ activity, calendar }, place) => {
    const own = dates.get(activity.id)
    if (!own) return []
    const cells: Readonly<Partial<Record<(typeof TASK_COLUMNS)[number], Cell>>> = {
      ...{ task_id: (at + 1) * 1_000_000 + place, proj_id: PROJECT + 1 + at, wbs_id: wbs, clndr_id: 1 },
      ...{ complete_pct_type: 'CP_Phys', task_type: 'TT_Task', status_code: 'TK_NotStart', task_code: activity.id },
      ...{ task_name: activity.name, target_drtn_hr_cnt: hours(activity.duration) },
      target_start_date: xerMoment(firstMinute(calendar, own.start)),
      target_end_date: xerMoment(lastMinute(calendar, own.finish)),
    }
    return [TASK_COLUMNS.map((column) => cells[column])]
  })
}

function earliest(rows: readonly ExportRow[]): WallMinute | undefined {
  return rows.reduce<WallMinute | undefined>(
    (least, { earlyStart }) => (least === undefined || earlyStart < least ? earlyStart : least),
    undefined,
  )
}

function moment(at: WallMinute | undefined): string | undefined {
  return at === undefined ? undefined : xerMoment(at)
}

/** Hours of minutes, so that as many minutes come back. */
export function hours(minutes: number): number {
  return Number((minutes / 60).toFixed(6))
}

function table(name: string, columns: string, rows: readonly (readonly Cell[])[]): readonly string[] {
  return [
    `%T\t${name}`,
    `%F\t${columns.replaceAll(' ', '\t')}`,
    ...rows.map((cells) => `%R\t${cells.map((cell) => harmlessText(String(cell ?? ''))).join('\t')}`),
  ]
}
