import type { Programme } from '../../model/programme.ts'
import type { ScheduleFormat } from './foreign-schedule.ts'
import { writeMsProject } from './msproject/write-msproject.ts'
import { writeP6 } from './p6/write-p6.ts'
import { encodeFile } from './text/decode-file.ts'
import type { Encoding } from './text/encodings.ts'
import { unsayable } from './unsayable.ts'
import { writeXer } from './xer/write-xer.ts'

export interface ExportedSchedule {
  readonly bytes: Uint8Array
  /** What the programme says and the file does not. */
  readonly untold: readonly string[]
}

const WRITERS = { msproject: writeMsProject, p6: writeP6, xer: writeXer } as const

/**
 * A programme as a file of another program.
 * @param encoding of an XER file; XML is UTF-8
 * @throws InterchangeError for a letter that the encoding does not have
 */
export function exportSchedule(
  programme: Programme,
  format: ScheduleFormat,
  { encoding = 'utf-8', file }: { readonly file: string; readonly encoding?: Encoding | undefined },
): ExportedSchedule {
  const { text, untold } = WRITERS[format](programme)
  const written = format === 'xer' ? encoding : 'utf-8'
  return { bytes: encodeFile(text, { file, encoding: written }), untold: [...unsayable(programme, format), ...untold] }
}
