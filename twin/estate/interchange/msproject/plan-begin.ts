import type { Day } from '../../../model/day.ts'
import { startDay } from '../../../model/wall-minute.ts'
import { readMoment } from '../foreign-dates.ts'
import { childOf, childrenOf, textOf, type XmlElement } from '../text/xml-tree.ts'

const OF_PROJECT = ['StartDate', 'StatusDate', 'CurrentDate']
const OF_TASK = ['Start', 'ActualStart', 'ManualStart', 'ConstraintDate']

/** The earliest day that a project of MS Project says of itself or of a task; undefined where it says none. */
export function planBegin(root: XmlElement): Day | undefined {
  const tasks = childrenOf(childOf(root, 'Tasks'), 'Task')
  let first: Day | undefined
  for (const [elements, names] of [[[root], OF_PROJECT] as const, [tasks, OF_TASK] as const])
    for (const element of elements)
      for (const name of names) {
        const at = readMoment(textOf(element, name) ?? '')
        const day = at === undefined ? undefined : startDay(at)
        if (day !== undefined && (first === undefined || day < first)) first = day
      }
  return first
}
