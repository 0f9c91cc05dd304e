import { dayAfter } from '../../../model/day.ts'
import type { WallMinute } from '../../../model/programme.ts'
import { beginOf } from '../../../model/wall-minute.ts'
import { isoMoment } from '../foreign-dates.ts'
import type { ActivityEdit, ForeignEdits } from '../foreign-edits.ts'
import type { DecodedFile } from '../text/decode-file.ts'
import { edited, type TextEdit } from '../text/text-edits.ts'
import { childEdit } from '../text/xml-edits.ts'
import { childOf, readXml, textOf } from '../text/xml-tree.ts'
import { partsOf, projectOf } from './read-p6.ts'

/** Fields of an object of P6 stand in the order of the alphabet. */
const byAlphabet = (one: string, other: string) => one < other

/** Dates that some versions write beside those of what remains; they are changed where they are there, and not put in. */
const OF_SOME = new Set(['EarlyFinishDate', 'EarlyStartDate', 'LateFinishDate', 'LateStartDate'])

/** The text of an XML file of Primavera P6 with other progress and dates. */
export function editP6(
  decoded: DecodedFile,
  { activities, dataDate }: ForeignEdits,
  project: string | undefined,
): { readonly text: string; readonly untold: readonly string[] } {
  const root = readXml(decoded)
  const main = projectOf(decoded.file, root, project)
  const elements = new Map(partsOf(root, main, 'Activity').map((element) => [textOf(element, 'ObjectId'), element]))
  const made: TextEdit[] = []
  if (dataDate !== undefined)
    made.push(...childEdit(decoded.text, main, 'DataDate', isoMoment(beginOf(dayAfter(dataDate))), byAlphabet))
  for (const edit of activities) {
    const element = elements.get(edit.key)
    if (!element) continue
    for (const [name, value] of fieldsOf(edit, textOf(element, 'PercentCompleteType') ?? 'Duration'))
      if (!OF_SOME.has(name) || childOf(element, name))
        made.push(...childEdit(decoded.text, element, name, value, byAlphabet))
  }
  return { text: edited(decoded.text, made), untold: [] }
}

/** In the order of the alphabet. */
function* fieldsOf(edit: ActivityEdit, percentType: string): Generator<[string, string | undefined]> {
  const { done, duration, early, finished, late, remaining, row, started } = edit
  const moment = (at: WallMinute | null) => (at === null ? undefined : isoMoment(at))
  const share = done === undefined ? undefined : String(Number(done.toFixed(8)))
  if (finished !== undefined) yield ['ActualFinishDate', moment(finished)]
  if (started !== undefined) yield ['ActualStartDate', moment(started)]
  if (share !== undefined && percentType === 'Duration') yield ['DurationPercentComplete', share]
  if (early) yield ['EarlyFinishDate', isoMoment(early.finish)]
  if (early) yield ['EarlyStartDate', isoMoment(early.start)]
  if (early) yield ['FinishDate', isoMoment(early.finish)]
  else if (finished) yield ['FinishDate', isoMoment(finished)]
  if (late) yield ['LateFinishDate', isoMoment(late.finish)]
  if (late) yield ['LateStartDate', isoMoment(late.start)]
  if (share !== undefined) yield ['PercentComplete', share]
  if (share !== undefined && percentType === 'Physical') yield ['PhysicalPercentComplete', share]
  if (duration !== undefined) yield ['PlannedDuration', hours(duration)]
  if (remaining !== undefined) yield ['RemainingDuration', hours(remaining)]
  if (early) yield ['RemainingEarlyFinishDate', isoMoment(early.finish)]
  if (early && row.started === undefined) yield ['RemainingEarlyStartDate', isoMoment(early.start)]
  if (late) yield ['RemainingLateFinishDate', isoMoment(late.finish)]
  if (late && row.started === undefined) yield ['RemainingLateStartDate', isoMoment(late.start)]
  if (early) yield ['StartDate', isoMoment(early.start)]
  else if (started) yield ['StartDate', isoMoment(started)]
  if (started !== undefined || finished !== undefined)
    yield [
      'Status',
      row.finished !== undefined ? 'Completed' : row.started !== undefined ? 'In Progress' : 'Not Started',
    ]
  if (share !== undefined && percentType === 'Units') yield ['UnitsPercentComplete', share]
}

function hours(minutes: number): string {
  return String(Number((minutes / 60).toFixed(6)))
}
