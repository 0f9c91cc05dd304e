import { setImmediate as turn } from 'node:timers/promises'
import { STRUCTURE_KINDS } from '../../model/kinds.ts'
import { withAdditions } from './additions.ts'
import {
  type AdditionsAsked,
  loadPlanned,
  type PlannedAdditions,
  type PlannedEstate,
  plannedIn,
} from './load-planned.ts'
import type { PlannedOnto } from './planned-files.ts'

/** Racks whose things are made at once: a few milliseconds. */
const RACKS_AT_ONCE = 25

/**
 * Reads what is planned aside from this thread, which takes only what came to the estate that it has, some of it at a time.
 * @param ask a thread that answers `loadAdditions`
 */
export function plannedAside(ask: (asked: AdditionsAsked) => Promise<PlannedAdditions>) {
  return async (today: PlannedOnto, programmeFile: string, files: readonly string[]): Promise<PlannedEstate> => {
    if (files.length === 0) return loadPlanned(today, programmeFile, files)
    const asked = { folder: today.folder, programmeFile, files, today: today.estate.version }
    const { additions, brings } = await ask(asked)
    const estate = withAdditions(today.estate, additions)
    let made = 0
    for (const { inside, thing } of additions.drafts) {
      if (!inside) continue
      // What is asked for first makes it: whoever asks for all at once would wait, and everybody with him.
      estate.children(thing.path)
      if (++made % RACKS_AT_ONCE === 0) await turn()
    }
    for (const kind of STRUCTURE_KINDS) {
      estate.ofKind(kind)
      await turn()
    }
    return plannedIn({ estate, brings })
  }
}
