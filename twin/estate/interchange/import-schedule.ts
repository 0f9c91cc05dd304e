import { assembleProgramme, type ImportedSchedule } from './assemble-programme.ts'
import { refusedFile } from './errors.ts'
import type { ForeignSchedule, ScheduleFormat } from './foreign-schedule.ts'
import { readMsProject } from './msproject/read-msproject.ts'
import { readP6 } from './p6/read-p6.ts'
import { type DecodedFile, decodeFile } from './text/decode-file.ts'
import { declaredEncoding } from './text/xml-tree.ts'
import { readXer } from './xer/read-xer.ts'

export interface ImportOptions {
  /** Of its text; found by its first bytes, its declaration or its letters where left out. */
  readonly encoding?: string | undefined
  /** @default what its first letters say */
  readonly format?: ScheduleFormat | undefined
  /** Id of the project, where the file holds several. */
  readonly project?: string | undefined
}

export interface ReadSchedule extends ImportedSchedule {
  readonly decoded: DecodedFile
  readonly format: ScheduleFormat
}

/**
 * The programme of a schedule of MS Project (XML) or Primavera P6 (XML, XER).
 * @throws InterchangeError with everything that is wrong in the file, by line
 */
export function importSchedule(bytes: Uint8Array, file: string, options: ImportOptions = {}): ReadSchedule {
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf)
    throw refusedFile(file, 'This is a file of MS Project in its own format (MPP).', {
      allowed: 'the same saved as XML: File, Save As, XML Format',
    })
  const decoded = decodeFile(bytes, file, { named: options.encoding, declared: declaredEncoding(bytes) })
  const format = options.format ?? formatOf(decoded)
  return { ...assembleProgramme(READERS[format](decoded, options.project)), decoded, format }
}

const READERS: Readonly<Record<ScheduleFormat, (decoded: DecodedFile, project?: string) => ForeignSchedule>> = {
  msproject: readMsProject,
  p6: readP6,
  xer: readXer,
}

function formatOf({ file, text }: DecodedFile): ScheduleFormat {
  const head = text
    .slice(0, 4_000)
    .replace(/^\ufeff/, '')
    .trimStart()
  if (head.startsWith('ERMHDR') || head.startsWith('%T')) return 'xer'
  if (/<(?:[\w.-]+:)?APIBusinessObjects[\s>]/.test(head)) return 'p6'
  if (head.startsWith('<')) return 'msproject'
  throw refusedFile(file, 'This is no schedule that is known here.', {
    allowed: 'XML of MS Project, XML or XER of Primavera P6; say with --format which it is',
  })
}
