import { dirname, join } from 'node:path'
import { PROGRESS_FILE, SCENARIOS_FILE } from '../estate-folder.ts'
import { programmePath } from '../programme/load-programme.ts'

/** Where the programme lies, and what is entered and supposed. */
export interface ProgrammePaths {
  readonly programme: string
  readonly progress: string
  /** Named delays. */
  readonly scenarios: string
  /** Whole programmes that are scenarios. */
  readonly scenarioFolder: string
}

/** The programme where it was named, else beside the estate's files; what is entered and supposed beside the estate's files too, of the shipped estate in the data folder. */
export function programmePaths(
  named: string | undefined,
  estateFolder: string | undefined,
  dataFolder: string,
): ProgrammePaths {
  const programme = programmePath(named, estateFolder)
  const folder = estateFolder ?? dataFolder
  return {
    programme,
    ...{ progress: join(folder, PROGRESS_FILE), scenarios: join(folder, SCENARIOS_FILE) },
    scenarioFolder: join(dirname(programme), 'scenarios'),
  }
}
