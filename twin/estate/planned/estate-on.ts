import { existsSync } from 'node:fs'
import { estateStateAt, plannedFiles } from '../../analysis/build-out/estate-state.ts'
import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { shippedFolder } from '../estate-folder.ts'
import { loadProgramme } from '../programme/load-programme.ts'
import { ProgrammeFiles } from '../progress/programme-files.ts'
import { programmePaths } from '../progress/progress-paths.ts'
import { loadPlanned } from './load-planned.ts'

/** Where the programme of an estate lies, and what is entered of it. */
export interface EstateFolders {
  /** That of the estate; the shipped one where undefined. */
  readonly estate: string | undefined
  /** Of the server, where progress of the shipped estate lies. */
  readonly data: string
}

/**
 * The estate of a day, as the programme in its folder leads to it with all that was reported; as it is where there is none.
 * @param tell what is wrong with files of what is entered: what is good of them counts
 * @throws ProgrammeError, EstateError with everything that is wrong in programme or plans
 */
export async function estateOn(
  estate: Estate,
  folders: EstateFolders,
  day: Day,
  tell: (fault: string) => void,
): Promise<Estate> {
  const paths = programmePaths(undefined, folders.estate, folders.data)
  if (!existsSync(paths.programme)) return estate
  const known = await new ProgrammeFiles(paths).read()
  const programme = known.programme ?? (await loadProgramme(paths.programme))
  if (known.fault !== undefined) tell(known.fault)
  const state = estateStateAt(estate, programmeStatus(programme), day)
  const folder = folders.estate ?? shippedFolder()
  return state ? (await loadPlanned({ estate, folder }, paths.programme, plannedFiles(programme))).at(state) : estate
}
