import type { Programme } from '../../model/programme.ts'
import type { ExportedSchedule } from './export-schedule.ts'
import { foreignEdits } from './foreign-edits.ts'
import { type ImportOptions, importSchedule } from './import-schedule.ts'
import { editMsProject } from './msproject/edit-msproject.ts'
import { editP6 } from './p6/edit-p6.ts'
import { encodeFile } from './text/decode-file.ts'
import { editXer } from './xer/edit-xer.ts'

const EDITORS = { msproject: editMsProject, p6: editP6, xer: editXer } as const

export interface FilledSchedule extends ExportedSchedule {
  /** Activities of which something was written. */
  readonly changed: number
}

/**
 * A copy of a schedule of another program into which a programme's progress and dates are written where they are other than the file says. Everything else is as it
 * was, byte for byte.
 * @throws InterchangeError where the file cannot be read
 */
export function exportInto(
  programme: Programme,
  bytes: Uint8Array,
  file: string,
  options: ImportOptions = {},
): FilledSchedule {
  const original = importSchedule(bytes, file, options)
  const edits = foreignEdits(original, programme)
  const { text, untold } = EDITORS[original.format](original.decoded, edits, options.project)
  return {
    bytes: encodeFile(text, original.decoded),
    untold: [...edits.untold, ...untold],
    changed: edits.activities.length,
  }
}
