import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { estateStateAt, plannedFiles } from '../../analysis/build-out/estate-state.ts'
import { programmeStatus } from '../../analysis/build-out/programme-status.ts'
import type { Day } from '../../model/day.ts'
import type { Estate } from '../../model/estate.ts'
import { PROGRAMME_FILE, shippedFolder } from '../estate-folder.ts'
import { loadProgramme } from '../programme/load-programme.ts'
import { loadPlanned } from './load-planned.ts'

/**
 * The estate of a day, as the programme in its folder leads to it; as it is where there is none.
 * @param given the folder; that of the shipped estate where left out
 * @throws ProgrammeError, EstateError with everything that is wrong in programme or plans
 */
export async function estateOn(estate: Estate, given: string | undefined, day: Day): Promise<Estate> {
  const folder = given ?? shippedFolder()
  const file = join(folder, PROGRAMME_FILE)
  if (!existsSync(file)) return estate
  const programme = await loadProgramme(file)
  const state = estateStateAt(estate, programmeStatus(programme), day)
  return state ? (await loadPlanned({ estate, folder }, file, plannedFiles(programme))).at(state) : estate
}
