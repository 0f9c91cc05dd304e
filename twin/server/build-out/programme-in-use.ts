import type { DelayFault } from '../../analysis/build-out/supposed-delays.ts'
import { nearestName } from '../../kit/nearest-name.ts'
import type { Programme } from '../../model/programme.ts'
import type { KnownProgramme, ProgrammeBook } from '../../model/programme-book.ts'
import { ServerProblem } from '../errors.ts'
import type { ServerParts } from '../server-parts.ts'

/** @throws ServerProblem not-configured */
export function bookOf({ programme }: Pick<ServerParts, 'programme'>): ProgrammeBook {
  if (programme) return programme
  throw new ServerProblem('not-configured', 'This server was started without a programme of what is to be built.')
}

/** @throws ServerProblem unavailable while no programme was ever read */
export function programmeOf({ fault, programme }: Pick<KnownProgramme, 'fault' | 'programme'>): Programme {
  if (programme) return programme
  throw new ServerProblem('unavailable', `The programme cannot be read. ${fault ?? ''}`.trim())
}

/** @throws ServerProblem unavailable where a file is broken or the disk refuses */
export async function written<T>(book: ProgrammeBook, change: (book: ProgrammeBook) => Promise<T>): Promise<T> {
  try {
    return await change(book)
  } catch (error) {
    if (error instanceof ServerProblem) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new ServerProblem('unavailable', `Nothing was changed. ${why}`, { cause: error })
  }
}

export function refusedDelays(faults: readonly DelayFault[], { activities }: Programme): ServerProblem {
  const ids = activities.map(({ id }) => id)
  return new ServerProblem('unprocessable', faults.map((fault) => faultText(fault, ids)).join(' '))
}

function faultText(fault: DelayFault, ids: readonly string[]): string {
  switch (fault.kind) {
    case 'unreadable':
      return `delay: ${JSON.stringify(fault.text)} says no delay; write activity:6w, activity:10d, activity:-16h, or minutes of work.`
    case 'unknown':
      return `delay: there is no activity ${JSON.stringify(fault.activity)}.${nearHint(fault.activity, ids)}`
    case 'finished':
      return `delay: ${fault.activity} was finished on ${fault.on}; it cannot be late any more.`
    case 'level-of-effort':
      return `delay: ${fault.activity} lasts as long as what it is linked to; delay that.`
    case 'too-fast':
      return `delay: of ${fault.activity} only ${fault.left} minutes of work are left; it cannot be faster by more.`
    case 'too-long':
      return `delay: all together are ${fault.weeks} weeks of work; suppose ${fault.most} or fewer.`
  }
}

export function nearHint(id: string, ids: readonly string[]): string {
  const nearest = nearestName(id, ids)
  return nearest === undefined ? '' : ` The nearest is ${nearest}.`
}
