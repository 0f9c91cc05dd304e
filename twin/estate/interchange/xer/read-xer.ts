import type { DateConstraint, LinkType } from '../../../model/programme.ts'
import { refusedFile } from '../errors.ts'
import { FaultList } from '../fault-list.ts'
import type {
  ForeignActivity,
  ForeignCalendar,
  ForeignGroup,
  ForeignLink,
  ForeignSchedule,
} from '../foreign-schedule.ts'
import type { DecodedFile } from '../text/decode-file.ts'
import { xerBaselines } from './xer-baselines.ts'
import { readXerCalendar } from './xer-calendar.ts'
import { momentAt, numberAt, textAt } from './xer-row.ts'
import { readXerTables, type XerRow, type XerTable } from './xer-tables.ts'

/** Tables that are read; all others are kept and not understood. */
const READ = new Set([
  ...['PROJECT', 'CALENDAR', 'PROJWBS', 'TASK', 'TASKPRED', 'TASKRSRC', 'PROJCOST', 'SCHEDOPTIONS', 'CURRTYPE'],
])
const KINDS: Readonly<Record<string, ForeignActivity['kind']>> = {
  TT_Task: 'task',
  TT_Rsrc: 'task',
  TT_LOE: 'level-of-effort',
  TT_Mile: 'milestone',
  TT_FinMile: 'milestone',
}
const LINKS: Readonly<Record<string, LinkType>> = { PR_FS: 'FS', PR_SS: 'SS', PR_FF: 'FF', PR_SF: 'SF' }
const CONSTRAINTS: Readonly<Record<string, DateConstraint['kind']>> = {
  CS_MSOA: 'start-no-earlier',
  CS_MSOB: 'start-no-later',
  CS_MEOA: 'finish-no-earlier',
  CS_MEOB: 'finish-no-later',
  CS_MSO: 'must-start',
  CS_MEO: 'must-finish',
  CS_MANDSTART: 'must-start',
  CS_MANDFIN: 'must-finish',
}

/**
 * What an XER file of Primavera P6 says.
 * @param project its short name, where the file holds several
 * @throws InterchangeError with every line that cannot be read
 */
export function readXer(decoded: DecodedFile, project?: string): ForeignSchedule {
  const tables = readXerTables(decoded, READ)
  const { file } = decoded
  const rows = (name: string): readonly XerRow[] => tables.get(name)?.rows ?? []
  const faults = new FaultList(file)
  const main = projectOf(file, rows('PROJECT'), project)
  const number = textAt(main, 'proj_id')
  const isOfMain = (row: XerRow) => textAt(row, 'proj_id') === number
  const options = rows('SCHEDOPTIONS').find(isOfMain)
  const lagBy = LAG_BY[(options && textAt(options, 'sched_calendar_on_relationship_lag')) ?? ''] ?? 'from'
  const untold = unread(tables)
  const money = moneyOf([...rows('TASKRSRC'), ...rows('PROJCOST')].filter(isOfMain), faults)
  const tasks = rows('TASK').filter(isOfMain)
  const summaries = tasks.filter((row) => textAt(row, 'task_type') === 'TT_WBS')
  if (summaries.length > 0) untold.push(`${summaries.length} WBS summary activities`)
  const activities = tasks
    .filter((row) => textAt(row, 'task_type') !== 'TT_WBS')
    .map((row) => activityOf(row, money.get(textAt(row, 'task_id') ?? ''), faults, untold))
  const known = new Set(summaries.map((row) => textAt(row, 'task_id')))
  const schedule: ForeignSchedule = {
    ...{
      file,
      format: 'xer',
      title: textAt(main, 'proj_short_name') ?? '',
      currency: currencyOf(decoded, rows('CURRTYPE')),
    },
    dataDate: dataDateOf(main, faults),
    mustFinish: momentAt(main, 'plan_end_date', faults),
    calendars: calendarsOf(
      rows('CALENDAR'),
      textAt(main, 'clndr_id'),
      new Set(activities.map((one) => one.calendar)),
      faults,
    ),
    groups: groupsOf(rows('PROJWBS').filter(isOfMain)),
    activities,
    links: rows('TASKPRED')
      .filter(isOfMain)
      .filter((row) => !known.has(textAt(row, 'task_id')) && !known.has(textAt(row, 'pred_task_id')))
      .filter((row) => isWithin(row, number, untold))
      .map((row) => linkOf(row, lagBy, faults)),
    baselines: xerBaselines(
      main,
      { projects: rows('PROJECT'), tasks: rows('TASK'), groups: rows('PROJWBS') },
      activities,
      { faults, untold },
    ),
    untold,
  }
  faults.throwAll()
  return schedule
}

const LAG_BY: Readonly<Record<string, ForeignLink['lagBy']>> = {
  rcal_Predecessor: 'from',
  rcal_Successor: 'to',
  rcal_24Hour: 'always',
}

/** The project that the file is about: the one that was named, else the only one that is no baseline of another. */
export function projectOf(file: string, projects: readonly XerRow[], named: string | undefined): XerRow {
  const nameOf = (row: XerRow) => textAt(row, 'proj_short_name') ?? textAt(row, 'proj_id') ?? ''
  const bases = new Set(projects.map((row) => textAt(row, 'sum_base_proj_id')))
  const there = new Set(projects.map((row) => textAt(row, 'proj_id')))
  const isBase = (row: XerRow) => {
    const original = textAt(row, 'orig_proj_id')
    return bases.has(textAt(row, 'proj_id')) || (original !== undefined && there.has(original))
  }
  const found =
    named === undefined ? projects.filter((row) => !isBase(row)) : projects.filter((row) => nameOf(row) === named)
  const [first, second] = found.length === 0 && named === undefined ? projects : found
  const names = projects.map(nameOf).join(', ')
  if (!first)
    throw refusedFile(
      file,
      named === undefined ? 'The file holds no project.' : `The file holds no project ${named}.`,
      { allowed: names },
    )
  if (second)
    throw refusedFile(file, `The file holds several projects: ${names}.`, {
      line: second.line,
      allowed: 'one of them with --project',
    })
  return first
}

function unread(tables: ReadonlyMap<string, XerTable>): string[] {
  const names = [...tables.keys()].filter((name) => !READ.has(name))
  return names.length === 0 ? [] : [`tables ${names.join(', ')}`]
}

function dataDateOf(main: XerRow, faults: FaultList) {
  const column = ['last_recalc_date', 'next_data_date', 'plan_start_date'].find(
    (one) => textAt(main, one) !== undefined,
  )
  const at = column === undefined ? undefined : momentAt(main, column, faults)
  return at === undefined ? undefined : { at, line: main.line, column: main.column }
}

/** What its header says last, else the base currency of its table. */
function currencyOf({ text }: DecodedFile, rows: readonly XerRow[]): string | undefined {
  const last = text.slice(0, text.search(/\r?\n/)).split('\t').at(-1)?.trim()
  if (last !== undefined && /^[A-Z]{3}$/.test(last)) return last
  const base = rows.find((row) => textAt(row, 'base_exch_rate') === '1') ?? rows[0]
  return base && textAt(base, 'curr_short_name')
}

/** The one that the project takes where an activity names none comes first. Of one that nothing works by it is not asked what is wrong with it. */
function calendarsOf(
  rows: readonly XerRow[],
  usual: string | undefined,
  used: ReadonlySet<string | undefined>,
  faults: FaultList,
): readonly ForeignCalendar[] {
  const calendars = rows.flatMap((row): readonly ForeignCalendar[] => {
    const key = textAt(row, 'clndr_id') ?? ''
    const name = textAt(row, 'clndr_name') ?? ''
    const read = readXerCalendar(textAt(row, 'clndr_data') ?? '')
    if (!('wrong' in read)) return [{ key, name, line: row.line, column: row.column, ...read }]
    if (used.has(key) || (key === usual && used.has(undefined)))
      faults.add(row, [name], `is a calendar that cannot be read: ${read.wrong}`)
    return []
  })
  const isUsual = ({ key }: ForeignCalendar) => key === usual
  return [...calendars.filter(isUsual), ...calendars.filter((one) => !isUsual(one))]
}

/** Nodes of the work breakdown structure; that of the project itself is no part of the names of those below it. */
function groupsOf(rows: readonly XerRow[]): readonly ForeignGroup[] {
  const keys = new Set(rows.map((row) => textAt(row, 'wbs_id')))
  const root =
    rows.find((row) => textAt(row, 'proj_node_flag') === 'Y') ??
    rows.find((row) => !keys.has(textAt(row, 'parent_wbs_id')))
  const rootKey = root && textAt(root, 'wbs_id')
  return rows.map((row) => {
    const parent = textAt(row, 'parent_wbs_id')
    return {
      ...{ key: textAt(row, 'wbs_id') ?? '', line: row.line, column: row.column },
      ...{ code: textAt(row, 'wbs_short_name') ?? '', name: textAt(row, 'wbs_name') ?? '' },
      parent: parent === rootKey || !keys.has(parent) ? undefined : parent,
    }
  })
}

interface Money {
  budget: number
  cost: number
}

function moneyOf(rows: readonly XerRow[], faults: FaultList): ReadonlyMap<string, Money> {
  const sums = new Map<string, Money>()
  for (const row of rows) {
    const key = textAt(row, 'task_id') ?? ''
    const sum = sums.get(key) ?? { budget: 0, cost: 0 }
    sum.budget += numberAt(row, 'target_cost', faults) ?? 0
    for (const column of ['act_reg_cost', 'act_ot_cost', 'act_cost']) sum.cost += numberAt(row, column, faults) ?? 0
    sums.set(key, sum)
  }
  return sums
}

function activityOf(row: XerRow, money: Money | undefined, faults: FaultList, untold: string[]): ForeignActivity {
  const type = textAt(row, 'task_type') ?? 'TT_Task'
  const kind = KINDS[type] ?? 'task'
  if (!Object.hasOwn(KINDS, type))
    faults.add(row, ['task_type'], 'is no kind of activity', { found: type, allowed: Object.keys(KINDS).join(', ') })
  const hours = (column: string) => {
    const number = numberAt(row, column, faults)
    return number === undefined ? undefined : number * 60
  }
  const duration = kind === 'milestone' ? 0 : (hours('target_drtn_hr_cnt') ?? 0)
  const remaining = kind === 'milestone' ? undefined : hours('remain_drtn_hr_cnt')
  const started = momentAt(row, 'act_start_date', faults)
  const finished = momentAt(row, 'act_end_date', faults)
  return {
    ...{ key: textAt(row, 'task_id') ?? '', line: row.line, column: row.column },
    ...{ code: textAt(row, 'task_code') ?? textAt(row, 'task_id') ?? '', name: textAt(row, 'task_name') ?? '' },
    ...{ group: textAt(row, 'wbs_id'), calendar: textAt(row, 'clndr_id') },
    ...{ kind: kind === 'task' && duration === 0 ? 'milestone' : kind, duration, remaining, started, finished },
    done: doneOf(row, { duration, remaining, hasBegun: started !== undefined, isDone: finished !== undefined }, faults),
    constraints: ['cstr_type', 'cstr_type2'].flatMap((column) => constraintOf(row, column, faults, untold)),
    ...{ budget: money?.budget || undefined, cost: money?.cost || undefined },
  }
}

/** The share that is done, counted as the activity says: by duration, by units of work, or as somebody saw it. */
function doneOf(
  row: XerRow,
  {
    duration,
    hasBegun,
    isDone,
    remaining,
  }: { duration: number; hasBegun: boolean; isDone: boolean; remaining: number | undefined },
  faults: FaultList,
): number | undefined {
  if (isDone) return 1
  const type = textAt(row, 'complete_pct_type') ?? 'CP_Drtn'
  if (type === 'CP_Phys') return (numberAt(row, 'phys_complete_pct', faults) ?? 0) / 100
  if (!hasBegun) return 0
  if (type === 'CP_Units') {
    const units = ['act_work_qty', 'act_equip_qty'].reduce(
      (sum, column) => sum + (numberAt(row, column, faults) ?? 0),
      0,
    )
    const left = ['remain_work_qty', 'remain_equip_qty'].reduce(
      (sum, column) => sum + (numberAt(row, column, faults) ?? 0),
      0,
    )
    if (units + left > 0) return units / (units + left)
  }
  return duration > 0 && remaining !== undefined ? Math.max(0, 1 - remaining / duration) : 0
}

function constraintOf(row: XerRow, column: string, faults: FaultList, untold: string[]): readonly DateConstraint[] {
  const type = textAt(row, column)
  if (type === undefined) return []
  const kind = CONSTRAINTS[type]
  const dated = column.replace('type', 'date')
  const at = momentAt(row, dated, faults)
  if (kind === undefined) {
    untold.push(`constraints ${type}`)
    return []
  }
  if (type.startsWith('CS_MAND'))
    untold.push(`that ${type} overrides links: they count, and what clashes is negative float`)
  if (textAt(row, dated) === undefined) faults.add(row, [column], 'is a constraint without a day', { found: type })
  return at === undefined ? [] : [{ kind, at }]
}

/** Links that lead to another project are not read. */
function isWithin(row: XerRow, project: string | undefined, untold: string[]): boolean {
  const other = textAt(row, 'pred_proj_id')
  if (other === undefined || other === project) return true
  untold.push('links from activities of other projects')
  return false
}

function linkOf(row: XerRow, lagBy: ForeignLink['lagBy'], faults: FaultList): ForeignLink {
  const type = textAt(row, 'pred_type') ?? 'PR_FS'
  if (!Object.hasOwn(LINKS, type))
    faults.add(row, ['pred_type'], 'is no kind of link', { found: type, allowed: Object.keys(LINKS).join(', ') })
  return {
    ...{ from: textAt(row, 'pred_task_id') ?? '', to: textAt(row, 'task_id') ?? '', type: LINKS[type] ?? 'FS' },
    ...{ lag: (numberAt(row, 'lag_hr_cnt', faults) ?? 0) * 60, lagBy, line: row.line, column: row.column },
  }
}
