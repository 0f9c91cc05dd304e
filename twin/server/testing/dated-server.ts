import { EstateAnswers } from '../../analysis/answers/estate-answers.ts'
import { plannedFiles } from '../../analysis/build-out/estate-state.ts'
import { loadEstate } from '../../estate/load-estate.ts'
import { loadPlanned } from '../../estate/planned/load-planned.ts'
import { loadProgramme, programmePath } from '../../estate/programme/load-programme.ts'
import { writePlannedEstate } from '../../estate/testing/planned-small-estate.ts'
import type { ProgrammeBook } from '../../model/programme-book.ts'
import { epochMs } from '../../model/units.ts'
import type { ServerParts } from '../server-parts.ts'
import { startSyntheticServer } from './synthetic-server.ts'

/** Noon of the data date of the small programme, in UTC. */
export const DATA_DATE = epochMs(Date.parse('2026-11-26T12:00:00Z'))

/** A server of the small estate on that day, whose annex comes on 2027-04-02 and whose fourth rack goes a week later. */
export async function startDatedServer(
  folder: string,
  files?: Parameters<typeof writePlannedEstate>[1],
  more: Partial<ServerParts> = {},
) {
  await writePlannedEstate(folder, files)
  const today = await loadEstate(folder)
  const file = programmePath(undefined, folder)
  const programme = await loadProgramme(file)
  const read = () => loadPlanned(today, file, plannedFiles(programme))
  const whole = await read().catch(() => undefined)
  const book: ProgrammeBook = {
    read: async () => ({ programme, entries: [], scenarios: [], version: '1' }),
  } as Partial<ProgrammeBook> as ProgrammeBook
  const planner = Object.assign(new EstateAnswers(today.estate), {
    on: (state: Parameters<NonNullable<typeof whole>['at']>[0]) =>
      new EstateAnswers(whole ? whole.at(state) : today.estate),
  })
  const parts = { estate: today.estate, programme: book, planned: { read }, planner, clock: () => DATA_DATE, ...more }
  const started = await startSyntheticServer(parts)
  const get = async (path: string) => {
    const response = await fetch(`${started.server.url}${path}`)
    return { status: response.status, etag: response.headers.get('etag'), body: await response.json() }
  }
  return { get, feed: started.feed, [Symbol.asyncDispose]: () => started[Symbol.asyncDispose]() }
}
