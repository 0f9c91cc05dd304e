import type { CommandCall, CommandOption } from '../../kit/command.ts'
import type { Day } from '../../model/day.ts'
import type { Programme } from '../../model/programme.ts'
import type { KnownProgramme, ProgrammeBook } from '../../model/programme-book.ts'
import { DATA_OPTION, PeriodError } from './dated-estate.ts'
import { ESTATE_OPTION } from './estate-questions.ts'
import { wordOf } from './given-options.ts'

/** The programme with what is entered and supposed, as a command finds it. */
export interface BookQuestions {
  /** By default that of a server that was started with the same --estate and without --data. */
  book(call: CommandCall): ProgrammeBook
  now(): Date
  /** The day that it is at the sites. */
  today(): Day
}

/** Which programme, and where what is entered of it lies. */
export const BOOK_OPTIONS: readonly CommandOption[] = [
  ESTATE_OPTION,
  { flags: '--programme <file>', description: 'default: programme.yaml in the folder of the estate' },
  DATA_OPTION,
]

export const BY_OPTION: CommandOption = {
  flags: '--by <who>',
  description: 'who says it (default: the user of this machine)',
}

/** Who enters something. @throws PeriodError where nobody knows */
export function whoOf({ io, options }: CommandCall): string {
  const by = wordOf(options, 'by') ?? io.environment.USER ?? io.environment.USERNAME
  if (by === undefined || by === '') throw new PeriodError('say --by WHO: nobody knows who you are')
  return by
}

/** @throws PeriodError where a file is broken: nothing is told or entered as if it were not there */
export function soundOf(known: KnownProgramme): Programme {
  if (known.fault !== undefined) throw new PeriodError(known.fault)
  if (!known.programme) throw new PeriodError('There is no programme.')
  return known.programme
}
