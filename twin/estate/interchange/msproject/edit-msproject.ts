import { dayAfter } from '../../../model/day.ts'
import type { WallMinute } from '../../../model/programme.ts'
import { beginOf } from '../../../model/wall-minute.ts'
import { isoMoment } from '../foreign-dates.ts'
import type { ActivityEdit, ForeignEdits } from '../foreign-edits.ts'
import type { DecodedFile } from '../text/decode-file.ts'
import { edited, type TextEdit } from '../text/text-edits.ts'
import { childEdit, type ElementOrder } from '../text/xml-edits.ts'
import { childOf, childrenOf, readXml, textOf } from '../text/xml-tree.ts'
import { msDuration } from './ms-duration.ts'

/** Elements of a task in the order of their schema (mspdi_pj15.xsd), as far as something is put before or after them. */
const OF_TASK = [
  ...['UID', 'GUID', 'ID', 'Name', 'Active', 'Manual', 'Type', 'IsNull', 'CreateDate', 'Contact', 'WBS', 'WBSLevel'],
  ...['OutlineNumber', 'OutlineLevel', 'Priority', 'Start', 'Finish', 'Duration', 'ManualStart', 'ManualFinish'],
  ...['ManualDuration', 'DurationFormat', 'Work', 'Stop', 'Resume', 'ResumeValid', 'EffortDriven', 'Recurring'],
  ...['OverAllocated', 'Estimated', 'Milestone', 'Summary', 'DisplayAsSummary', 'Critical', 'IsSubproject'],
  ...['IsSubprojectReadOnly', 'SubprojectName', 'ExternalTask', 'ExternalTaskProject', 'EarlyStart', 'EarlyFinish'],
  ...['LateStart', 'LateFinish', 'StartVariance', 'FinishVariance', 'WorkVariance', 'FreeSlack', 'TotalSlack'],
  ...['StartSlack', 'FinishSlack', 'FixedCost', 'FixedCostAccrual', 'PercentComplete', 'PercentWorkComplete', 'Cost'],
  ...['OvertimeCost', 'OvertimeWork', 'ActualStart', 'ActualFinish', 'ActualDuration', 'ActualCost'],
  ...['ActualOvertimeCost', 'ActualWork', 'ActualOvertimeWork', 'RegularWork', 'RemainingDuration'],
]
const OF_PROJECT = [
  ...['SaveVersion', 'BuildNumber', 'UID', 'GUID', 'Name', 'Title', 'Subject', 'Category', 'Company', 'Manager'],
  ...['Author', 'CreationDate', 'Revision', 'LastSaved', 'ScheduleFromStart', 'StartDate', 'FinishDate'],
  ...['FYStartDate', 'CriticalSlackLimit', 'CurrencyDigits', 'CurrencySymbol', 'CurrencyCode'],
  ...['CurrencySymbolPosition', 'CalendarUID', 'DefaultStartTime', 'DefaultFinishTime', 'MinutesPerDay'],
  ...['MinutesPerWeek', 'DaysPerMonth', 'DefaultTaskType', 'DefaultFixedCostAccrual', 'DefaultStandardRate'],
  ...['DefaultOvertimeRate', 'DurationFormat', 'WorkFormat', 'EditableActualCosts', 'HonorConstraints'],
  ...['EarnedValueMethod', 'InsertedProjectsLikeSummary', 'MultipleCriticalPaths', 'NewTasksEffortDriven'],
  ...['NewTasksEstimated', 'SplitsInProgressTasks', 'SpreadActualCost', 'SpreadPercentComplete'],
  ...['TaskUpdatesResource', 'FiscalYearStart', 'WeekStartDay', 'MoveCompletedEndsBack'],
  ...['MoveRemainingStartsBack', 'MoveRemainingStartsForward', 'MoveCompletedEndsForward'],
  ...['BaselineForEarnedValue', 'AutoAddNewResourcesAndTasks', 'StatusDate'],
]

function inOrder(names: readonly string[]): ElementOrder {
  return (one, other) => names.includes(one) && names.indexOf(one) < names.indexOf(other)
}

/** The text of an XML file of MS Project with other progress and dates. */
export function editMsProject(
  decoded: DecodedFile,
  { activities, dataDate }: ForeignEdits,
): { readonly text: string; readonly untold: readonly string[] } {
  const root = readXml(decoded)
  const tasks = new Map(childrenOf(childOf(root, 'Tasks'), 'Task').map((task) => [textOf(task, 'UID'), task]))
  const made: TextEdit[] = []
  if (dataDate !== undefined)
    made.push(
      ...childEdit(decoded.text, root, 'StatusDate', isoMoment(beginOf(dayAfter(dataDate))), inOrder(OF_PROJECT)),
    )
  for (const edit of activities) {
    const task = tasks.get(edit.key)
    if (task)
      for (const [name, value] of fieldsOf(edit))
        made.push(...childEdit(decoded.text, task, name, value, inOrder(OF_TASK)))
  }
  return { text: edited(decoded.text, made), untold: [] }
}

/** In the order of the schema. */
function* fieldsOf({
  done,
  duration,
  early,
  finished,
  late,
  remaining,
  row,
  started,
}: ActivityEdit): Generator<[string, string | undefined]> {
  const moment = (at: WallMinute | null) => (at === null ? undefined : isoMoment(at))
  if (early) yield ['Start', isoMoment(early.start)]
  else if (started) yield ['Start', isoMoment(started)]
  if (early) yield ['Finish', isoMoment(early.finish)]
  else if (finished) yield ['Finish', isoMoment(finished)]
  if (duration !== undefined) yield ['Duration', msDuration(duration)]
  if (early) {
    yield ['EarlyStart', isoMoment(early.start)]
    yield ['EarlyFinish', isoMoment(early.finish)]
  }
  if (late) {
    yield ['LateStart', isoMoment(late.start)]
    yield ['LateFinish', isoMoment(late.finish)]
  }
  if (done !== undefined)
    yield ['PercentComplete', String(row.finished === undefined ? Math.min(99, Math.round(done * 100)) : 100)]
  if (started !== undefined) yield ['ActualStart', moment(started)]
  if (finished !== undefined) yield ['ActualFinish', moment(finished)]
  if (remaining !== undefined) yield ['RemainingDuration', msDuration(remaining)]
}
