import type { Activity, DateConstraint, LinkType } from '../../../model/programme.ts'

/** Words of Primavera P6 XML for kinds of activities. */
export const P6_KINDS: Readonly<Record<string, Activity['kind']>> = {
  'Task Dependent': 'task',
  'Resource Dependent': 'task',
  'Level of Effort': 'level-of-effort',
  'Start Milestone': 'milestone',
  'Finish Milestone': 'milestone',
}

export const P6_LINKS: Readonly<Record<string, LinkType>> = {
  'Finish to Start': 'FS',
  'Start to Start': 'SS',
  'Finish to Finish': 'FF',
  'Start to Finish': 'SF',
}

export const P6_CONSTRAINTS: Readonly<Record<string, DateConstraint['kind']>> = {
  'Start On or After': 'start-no-earlier',
  'Start On or Before': 'start-no-later',
  'Finish On or After': 'finish-no-earlier',
  'Finish On or Before': 'finish-no-later',
  'Start On': 'must-start',
  'Finish On': 'must-finish',
  'Mandatory Start': 'must-start',
  'Mandatory Finish': 'must-finish',
}

export const P6_WEEKDAYS: readonly string[] = [
  'Sunday',
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
]

/** The first word for a thing of ours. */
export function p6Word<T extends string>(words: Readonly<Record<string, T>>, ours: T): string {
  return Object.entries(words).find(([, one]) => one === ours)?.[0] ?? ''
}
