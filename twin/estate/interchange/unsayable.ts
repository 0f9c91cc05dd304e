import { lastReports } from '../../analysis/build-out/programme-status.ts'
import type { DateConstraint, Programme } from '../../model/programme.ts'
import type { ScheduleFormat } from './foreign-schedule.ts'

/** What a programme says and no schedule of another program can, for people; each with how often. */
export function unsayable(programme: Programme, format: ScheduleFormat): readonly string[] {
  const { activities, baselines, demand = [], isScenario, packages, reports, risks = [] } = programme
  const both = [...activities, ...packages]
  const last = lastReports(programme, programme.dataDate)
  const told: readonly (readonly [number, string])[] = [
    [count(activities, ({ estimate }) => estimate), 'estimates of durations at best and at worst'],
    [count(activities, ({ gate }) => gate), 'stage gates'],
    [count(activities, ({ level }) => level), 'levels of commissioning'],
    [count(activities, ({ handsOver }) => handsOver), 'hand-overs'],
    [count(packages, ({ place, places }) => place ?? places), 'places of packages'],
    [count(packages, ({ budget }) => budget), 'budgets of packages'],
    [count(both, ({ adds, removes }) => adds ?? removes), 'edits of the estate'],
    [count(both, ({ nameSr, noteSr }) => nameSr ?? noteSr), 'names and notes in Serbian'],
    [count(both, ({ note }) => note), 'notes'],
    [count(both, ({ source }) => (source === 'assumed' ? undefined : source)), 'sources other than assumed'],
    [reports.length - last.size, 'reports before the last one of an activity'],
    [count([...last.values()], ({ evidence, note }) => evidence ?? note), 'evidence and notes of reports'],
    [demand.length, 'rows of demand'],
    [risks.length, 'risks that strike several activities'],
    [isScenario ? 1 : 0, 'that it is a scenario'],
    [
      format === 'msproject' ? count(activities, ({ kind }) => kind === 'level-of-effort' || undefined) : 0,
      'levels of effort, which become tasks',
    ],
    [
      format === 'msproject' ? count(activities, ({ constraints }) => constraints.filter(isNoDeadline)[1]) : 0,
      'second constraints of an activity',
    ],
    [
      format === 'msproject' ? 0 : count(activities, ({ constraints }) => constraints[2]),
      'third constraints of an activity',
    ],
    [Math.max(0, baselines.length - (format === 'msproject' ? 11 : 100)), 'baselines'],
  ]
  return told.flatMap(([number, what]) => (number > 0 ? [number > 1 ? `${number} ${what}` : what] : []))
}

function isNoDeadline({ kind }: DateConstraint): boolean {
  return kind !== 'finish-no-later'
}

function count<T>(rows: readonly T[], of: (row: T) => unknown): number {
  return rows.filter((row) => of(row) !== undefined).length
}
