import { join } from 'node:path'
import { RESERVATIONS_FILE } from '../estate-folder.ts'

/** Where reservations are kept: in the file that was named, else beside the estate's files, else, of the shipped estate, in the data folder. */
export function reservationsPath(
  named: string | undefined,
  estateFolder: string | undefined,
  dataFolder: string,
): string {
  return named ?? join(estateFolder ?? dataFolder, RESERVATIONS_FILE)
}
